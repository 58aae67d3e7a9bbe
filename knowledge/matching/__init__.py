"""From a question to the facts it may ask for, best first, and the evidence for and against."""
