"""What covers the whole terminal or lies over it."""
