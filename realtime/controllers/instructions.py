"""How to use the layouts: the README.txt that lies beside them, step by step for each program."""

from __future__ import annotations

from realtime.controllers.surface import Surface

_TEXT = """\
Made by 'realtime-gen controllers', which overwrites these files: save what you change under another name.
The instrument is expected at {host}, port {port}; what it says comes back to port {feedback}.


1. START THE INSTRUMENT

   {start}

   It listens on this machine only, unless told otherwise: for a tablet or another computer add
   --osc-host 0.0.0.0 (and --osc-allow 192.168.1.0/24, or whatever your network is, to keep others out).
   Its address in your network is shown by 'hostname -I' (Linux), 'ipconfig getifaddr en0' (macOS) or
   'ipconfig' (Windows).


2. TOUCHOSC (hexler.net/touchosc), a tablet or phone in the same network

   1. Start the instrument with --osc-host 0.0.0.0.
   2. Bring realtime-gen.tosc to the tablet: by mail, AirDrop or a cloud folder, and open it with TouchOSC; or open it
      in TouchOSC on a computer and send it over with the editor network.
   3. In TouchOSC: Connections > OSC > Connection 1: switch it on, UDP,
      Host: the address of the computer, Send Port: {port}, Receive Port: {feedback}.
   4. Play the layout. It asks for feedback by itself; the page 'status' shows the model's name and the level when the
      connection works. If it does not: is the computer's firewall open for UDP port {port}?
   The map: dots are moments of the recordings, coloured by style. Push 'steer' up and drag on the map.


3. MAX (cycling74.com), written for version 8

   1. Start the instrument on the same machine.
   2. Open realtime-gen.maxpat. Faders jump to the values of the instrument: it is connected.
   3. The buttons at the bottom open the other pages. realtime-gen.maxhelp explains every part, with objects to copy.
   Another machine: start with --osc-host 0.0.0.0, edit the message 'host {host}, port {port}' at the bottom of the
   patch, lock it, click it, then 'subscribe' on the page status.


4. PURE DATA (puredata.info), vanilla 0.46 or newer

   1. Start the instrument on the same machine.
   2. Open realtime-gen.pd (or: pd realtime-gen.pd). Faders jump to the values of the instrument: it is connected.
   3. Click on 'pd sound', 'pd notes' and so on at the bottom to open the other pages.
   Another machine: start with --osc-host 0.0.0.0, click 'disconnect', edit 'connect {host} {port}', click it.
   In your own patches: a [s] to /rt/param/brightness/set moves that fader, a [r] of /rt/param/brightness hears it.


5. OPEN STAGE CONTROL (openstagecontrol.ammd.net), written for version 1.30

   1. Start the instrument on the same machine.
   2. open-stage-control --osc-port {feedback} --load open-stage-control.json
   3. Open the address it prints in any browser in the network. Every browser is one more copy of the controls.
   Another machine: start with --osc-host 0.0.0.0, and make this folder again with --host ADDRESS.


ANOTHER MODEL, ANOTHER MACHINE

   realtime-gen controllers DIR --model NAME --host ADDRESS --port {port} --feedback-port {feedback}

   A layout has the styles, latents and presets of one model, {model} here. While another one plays, the rest works.
   Two programs on one machine cannot both listen on port {feedback}: make the second a folder with another
   --feedback-port.


ADDRESSES

   'realtime-gen osc' lists them all. Not on the layouts, because they want a name or a number typed:
   {left_out}.
"""


def instructions(surface: Surface, left_out: tuple[str, ...]) -> str:
    """left_out: addresses that are on none of the layouts."""
    local = surface.host in ("127.0.0.1", "localhost", "::1")
    start = "realtime-gen" if local else "realtime-gen --osc-host 0.0.0.0"
    if surface.port != 9000:
        start += f" --osc-port {surface.port}"
    return _TEXT.format(
        host=surface.host, port=surface.port, feedback=surface.feedback_port, start=f"{start} --model {surface.model}",
        model=surface.model, left_out=",\n   ".join(", ".join(left_out[i : i + 5]) for i in range(0, len(left_out), 5)),
    )  # fmt: skip
