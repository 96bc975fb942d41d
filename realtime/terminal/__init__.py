"""The live display at the terminal: `view` says what it shows, `screen` puts it there without scrolling.

It is a client of the OSC port like any other, in the control process, and drawn by the main thread four times a second
at most. Where stderr is no terminal, there is none of this, and the lines that the program prints are all there is.
"""
