"""The page to play on and OSCQuery, over HTTP and WebSocket on one port. Start with `server`.

One thread of the control process with an event loop of its own. To the instrument it is a handful of OSC clients: what
a browser sends goes to the OSC port from a socket of that browser's own, and what comes back goes to the browser.

    browser ◄── WebSocket ──► bridge ◄── UDP ──► OSC port         pages: files and page.json, built from the registry
    OSCQuery client ◄── HTTP, WebSocket ──► oscquery ◄── UDP ─┘   spectrum: what is heard, for the spectrogram
"""
