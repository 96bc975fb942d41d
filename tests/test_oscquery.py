"""OSCQuery says of the namespace what the registry says, and streams its values to clients we did not write.

The clients: urllib for HTTP, websocket-client for the WebSocket, python-osc for the packets.
"""

from __future__ import annotations

import json
import urllib.parse

import pytest
from osc_tools import make_registry
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import build_msg
from web_tools import Served, served, wait_for

from realtime.bundle import find_models
from realtime.osc.namespace import entries
from realtime.values import Values

PER_VALUE = ("VALUE", "RANGE", "UNIT", "CLIPMODE")  # one item for each argument, says the proposal


@pytest.fixture(scope="module")
def here():
    with served() as one:
        yield one


def nodes_of(tree: dict) -> dict[str, dict]:
    found = {tree["FULL_PATH"]: tree}
    for name, child in tree.get("CONTENTS", {}).items():
        assert child["FULL_PATH"] == tree["FULL_PATH"].rstrip("/") + "/" + name
        found |= nodes_of(child)
    return found


def of_messages(tree: dict) -> dict[str, dict]:
    return {path: node for path, node in nodes_of(tree).items() if "TYPE" in node}


def next_osc(socket, address: str) -> list:
    """Arguments of the next message to this address, as python-osc reads them."""
    while True:
        frame = socket.recv()
        if isinstance(frame, bytes) and (message := OscMessage(frame)).address == address:
            return message.params


def listen(socket, *paths: str) -> None:
    for path in paths:
        socket.send(json.dumps({"COMMAND": "LISTEN", "DATA": path}))


def test_every_address_is_in_the_tree_and_says_what_the_namespace_says(here: Served):
    table = {entry.address: entry for entry in entries(here.stage.values.registry)}
    nodes = of_messages(here.json("/"))
    assert set(nodes) == set(table)
    for path, node in nodes.items():
        entry = table[path]
        assert node["DESCRIPTION"] == entry.doc
        assert node["TYPE"] == (entry.kinds or "I")
        assert bool(node["ACCESS"] & 2) == (entry.act is not None)
        assert bool(node["ACCESS"] & 1) == ("VALUE" in node)
        for name in PER_VALUE:
            assert name not in node or len(node[name]) == len(node["TYPE"]), (path, name)
        if entry.low is not None and entry.high is not None:
            assert next(one for one in node["RANGE"] if one) == {"MIN": entry.low, "MAX": entry.high}


def test_values_are_those_of_this_moment(here: Served):
    values, registry = here.stage.values, here.stage.values.registry
    for i, parameter in enumerate(registry):
        values.set(parameter.name, parameter.low + (parameter.high - parameter.low) * (i % 7) / 6)
    nodes = of_messages(here.json("/"))
    for parameter in registry:
        assert nodes[f"/rt/param/{parameter.name}"]["VALUE"] == [values.get(parameter.name)]
    assert nodes["/rt/xy"]["VALUE"] == [values.get("x"), values.get("y")]
    assert nodes["/rt/latents"]["VALUE"] == [values.get(f"latent/{i}") for i in range(registry.n_latents)]
    assert nodes["/rt/auto/loudness"]["VALUE"] == [0.0]
    values.set_automatic("loudness", True)
    assert here.json("/rt/auto/loudness")["VALUE"] == [1.0]


def test_status_is_what_the_port_last_sent(here: Served):
    nodes = of_messages(here.json("/rt/status"))
    assert nodes["/rt/status/level"]["VALUE"] == [-20.0, -21.0]
    assert nodes["/rt/status/load"]["VALUE"] == [0.25]
    assert nodes["/rt/status/model"]["VALUE"] == [here.stage.model.bundle.name]
    assert {node["ACCESS"] for node in nodes.values() if "VALUE" in node} == {1}


def test_one_attribute_one_answer(here: Served):
    here.stage.values.set("brightness", -3.5)
    assert here.json("/rt/param/brightness?VALUE") == {"VALUE": [-3.5]}
    assert here.json("/rt/param/brightness?TYPE") == {"TYPE": "f"}
    assert here.json("/rt/param/brightness?RANGE") == {"RANGE": [{"MIN": -12.0, "MAX": 12.0}]}
    assert here.json("/rt/param/gain?UNIT") == {"UNIT": ["gain.db"]}
    assert here.json("/rt/param/gain?CLIPMODE") == {"CLIPMODE": ["both"]}
    assert here.json("/rt/model?RANGE") == {"RANGE": [{"VALS": sorted(find_models())}]}
    assert here.json("/rt/model?VALUE") == {"VALUE": [here.stage.model.bundle.name]}
    sharp = urllib.parse.quote("/rt/param/chroma/C#")
    assert here.json(sharp)["FULL_PATH"] == "/rt/param/chroma/C#"
    assert set(here.json("/rt/param?CONTENTS")) == {"CONTENTS"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/rt/param/nothing", 404),
        ("/elsewhere", 404),
        ("/rt/param/gain/more", 404),
        ("/rt/param/gain?CONTENTS", 204),
        ("/rt/panic?VALUE", 204),
        ("/rt/param/gain?EXTENDED_TYPE", 204),
        ("/rt/param/gain?COLOUR", 400),
        ("/rt/param/gain?VALUE&RANGE", 400),
        ("/rt/param/gain/", 200),
    ],
)
def test_status_codes_are_the_proposals(here: Served, path: str, status: int):
    assert here.get(path)[0] == status


def test_host_info_leads_to_both_ports(here: Served):
    told = here.json("/?HOST_INFO")
    assert told["OSC_TRANSPORT"] == "UDP" and isinstance(told["NAME"], str)
    assert (told["OSC_IP"], told["OSC_PORT"]) == ("127.0.0.1", here.osc.port)
    assert (told["WS_IP"], told["WS_PORT"]) == ("127.0.0.1", here.web.port)
    assert told["EXTENSIONS"]["LISTEN"] is True and told["EXTENSIONS"]["OVERLOADS"] is False


def test_a_listener_hears_what_others_change_and_not_what_it_said_itself(here: Served):
    one, other = here.connect("/", suppress_origin=True), here.connect("/", suppress_origin=True)
    listen(one, "/rt/param/brightness", "/rt/param/x", "/rt/latents")
    here.stage.values.set("x", 0.0)
    assert len(next_osc(one, "/rt/latents")) == here.stage.values.registry.n_latents  # told once when it asks
    other.send_binary(build_msg("/rt/param/brightness", [2.5]).dgram)
    while next_osc(one, "/rt/param/brightness") != [2.5]:
        pass
    other.send_binary(build_msg("/rt/xy", [0.25, -0.5]).dgram)
    while next_osc(one, "/rt/param/x") != [0.25]:  # the feedback says /rt/xy, which is the same
        pass
    other.send_binary(build_msg("/rt/latent/1", [-1.5]).dgram)
    while next_osc(one, "/rt/latents")[1] != -1.5:
        pass
    one.send_binary(build_msg("/rt/param/brightness", [-6.0]).dgram)
    wait_for(lambda: here.stage.values.get("brightness") == -6.0)
    other.send_binary(build_msg("/rt/param/x", [-0.25]).dgram)
    heard = []
    while not heard or heard[-1] != ("/rt/param/x", [-0.25]):
        message = OscMessage(one.recv())
        heard.append((message.address, message.params))
    assert ("/rt/param/brightness", [-6.0]) not in heard
    one.close(), other.close()


def test_nobody_is_told_what_they_do_not_listen_to(here: Served):
    socket = here.connect("/", suppress_origin=True)
    listen(socket, "/rt/param/width", "/rt/param/gain", "/rt/nothing")
    next_osc(socket, "/rt/param/width"), next_osc(socket, "/rt/param/gain")
    socket.send(json.dumps({"COMMAND": "IGNORE", "DATA": "/rt/param/width"}))
    for nonsense in ("", "no json", "[]", '{"COMMAND": "LISTEN"}', '{"COMMAND": 1, "DATA": "/rt"}', "[" * 1000):
        socket.send(nonsense)
    socket.send(json.dumps({"COMMAND": "LISTEN", "DATA": "/rt/param/glide"}))
    next_osc(socket, "/rt/param/glide")  # so the one before has been obeyed, too
    for name in ("width", "speed", "gain"):
        here.stage.values.set(name, 0.5)
    assert OscMessage(socket.recv()).address == "/rt/param/gain"
    socket.close()


def test_answers_and_errors_come_back_to_whoever_caused_them(here: Served):
    one, other = here.connect("/", suppress_origin=True), here.connect("/", suppress_origin=True)
    one.send_binary(build_msg("/rt/param/nothing", [1.0]).dgram)
    assert "nothing" in next_osc(one, "/rt/error")[0]
    one.send_binary(build_msg("/rt/ping", []).dgram)
    assert OscMessage(one.recv()).address == "/rt/pong"
    listen(other, "/rt/param/gain")
    assert OscMessage(other.recv()).address == "/rt/param/gain"  # and nothing before it
    one.close(), other.close()


def test_buttons_take_what_a_client_sends_for_their_type(here: Served):
    """TYPE "I": an impulse, or nil, or nothing, or a number as everybody sends."""
    socket = here.connect("/", suppress_origin=True)
    values = here.stage.values
    for tags in (b",I\0\0", b",N\0\0", b",\0\0\0", b",T\0\0"):
        before = values.resets
        socket.send_binary(b"/rt/reset\0\0\0" + tags)
        wait_for(lambda before=before: values.resets == before + 1)
    socket.close()


def test_another_model_is_another_namespace():
    """Listeners are told that the contents of /rt changed, and the tree is the new one."""
    with served() as here:
        socket = here.connect("/", suppress_origin=True)
        listen(socket, "/rt/param/latent/7", "/rt/param/gain")
        next_osc(socket, "/rt/param/gain")
        other = Values(make_registry(styles=("wind",), latents=3))
        here.stage.values = other
        here.osc.rebind(other, "other").wait(5.0)
        text = next(frame for frame in iter(socket.recv, None) if isinstance(frame, str))
        assert json.loads(text) == {"COMMAND": "PATH_CHANGED", "DATA": "/rt"}
        nodes = of_messages(here.json("/"))
        assert "/rt/style/wind" in nodes and "/rt/latent/3" not in nodes
        assert len(nodes["/rt/latents"]["VALUE"]) == 3
        other.set("gain", -9.0)
        while next_osc(socket, "/rt/param/gain") != [-9.0]:
            pass
        socket.close()
