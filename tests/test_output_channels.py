"""`--channels` means what a musician expects, who counts outputs from 1; and what makes no sense is refused."""

from __future__ import annotations

import pytest

from realtime.audio.channels import MONO, STEREO, ChannelMap, parse_channels
from realtime.errors import UsageError


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1", MONO),
        ("2", STEREO),
        ("8", ChannelMap(8, 0, 1)),
        ("64", ChannelMap(64, 0, 1)),
        ("3,4", ChannelMap(4, 2, 3)),
        ("4,3", ChannelMap(4, 3, 2)),
        ("1,2", STEREO),
        ("2,1", ChannelMap(2, 1, 0)),
        ("1,1", MONO),
        ("3,3", ChannelMap(3, 2, 2)),
        (" 5 , 64 ", ChannelMap(64, 4, 63)),
    ],
)
def test_outputs_are_the_ones_that_are_named(text, meaning):
    assert parse_channels(text) == meaning
    assert parse_channels(text).is_mono == (meaning.left == meaning.right)


@pytest.mark.parametrize("text", ["", "stereo", "-1", "1.5", "2,", ",2", "1,2,3", "1 2", "٣", "9" * 50])
def test_what_names_no_outputs_is_refused_with_an_example(text):
    with pytest.raises(UsageError, match=r"as in 2, .*as in 3,4"):
        parse_channels(text)


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("65", 65), ("1,65", 65), ("0,1", 0), ("999999999", 999999999)])
def test_an_output_that_no_device_has_is_named(text, number):
    with pytest.raises(UsageError, match=rf"no output {number}: outputs count from 1 to 64"):
        parse_channels(text)


def test_a_map_reads_as_on_the_back_of_the_interface():
    assert str(parse_channels("3,4")) == "outputs 3 and 4 of 4"
    assert str(parse_channels("3,3")) == "output 3 of 3"
