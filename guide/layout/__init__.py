"""Pages laid out in lines of a width, for the screen and for plain text alike."""
