"""The library and the learner's data together: what to ask, how it is saved, how it is going."""
