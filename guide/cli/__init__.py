"""Arguments to commands: one module for each command, heavy imports inside them."""
