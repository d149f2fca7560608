"""The stages of the tab Quiz: each shows lines and answers keys; one is on at a time."""
