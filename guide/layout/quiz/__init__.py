"""The pages of the quiz as lines: its front, questions, exams, progress."""
