"""The library and the learner's data together: what to ask now, how it is kept, how it stands."""
