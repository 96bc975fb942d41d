"""The page to play on and OSCQuery, over HTTP and WebSocket on one port. Start with `server`.

One thread of the control process with an event loop of its own. To the instrument it is a handful of OSC clients: what
a browser sends goes to the OSC port from a socket of that browser's own, and what comes back goes to the browser.

    browser ◄── WebSocket ──► bridge ───┬─ port ◄── UDP ──► OSC port
    OSCQuery client ◄── HTTP, WebSocket ──► oscquery, tree ─┘
    door, access: who may come in, for how long, and do what        requests: what each address answers
    pages, about: files and page.json, from the registry            spectrum: what is heard, for the spectrogram
    announce: where all this is, by mDNS
"""
