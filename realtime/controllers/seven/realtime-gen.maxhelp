{
 "patcher": {
  "fileversion": 1,
  "appversion": {
   "major": 8,
   "minor": 0,
   "revision": 0,
   "architecture": "x64",
   "modernui": 1
  },
  "classnamespace": "box",
  "rect": [
   60.0,
   80.0,
   1240.0,
   900.0
  ],
  "openinpresentation": 0,
  "default_fontsize": 12.0,
  "default_fontface": 0,
  "default_fontname": "Arial",
  "bgcolor": [
   0.8941,
   0.8941,
   0.9098,
   1.0
  ],
  "editing_bgcolor": [
   0.8941,
   0.8941,
   0.9098,
   1.0
  ],
  "boxes": [
   {
    "box": {
     "id": "obj-1",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "realtime-gen",
     "patching_rect": [
      20.0,
      36.0,
      560.0,
      32.0
     ],
     "fontsize": 22.0,
     "fontface": 1
    }
   },
   {
    "box": {
     "id": "obj-2",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "Plays the model seven of realtime-gen over OSC. Start 'realtime-gen' (with '--osc-host 0.0.0.0' if it runs on another machine), then open realtime-gen.maxpat, which asks for feedback by itself. Keep it open while you try what is here, for it owns the network: what is sent to rtgen-out goes to the instrument (127.0.0.1, port 9000), and what that says (to port 9001) comes from rtgen-in.",
     "patching_rect": [
      20.0,
      70.0,
      560.0,
      81.0
     ],
     "fontsize": 12.0,
     "linecount": 5,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-3",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "1  Play a parameter",
     "patching_rect": [
      20.0,
      169.0,
      560.0,
      25.0
     ],
     "fontsize": 15.0,
     "fontface": 1
    }
   },
   {
    "box": {
     "id": "obj-4",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "A number with its address before it. Values outside the range are clamped; ints do as well as floats.",
     "patching_rect": [
      20.0,
      196.0,
      560.0,
      36.0
     ],
     "fontsize": 12.0,
     "linecount": 2,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-5",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      "bang"
     ],
     "patching_rect": [
      30.0,
      234.0,
      60.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-6",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/param/brightness",
     "patching_rect": [
      30.0,
      264.0,
      212.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-7",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      294.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-8",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "2  Follow the instrument",
     "patching_rect": [
      20.0,
      344.0,
      560.0,
      25.0
     ],
     "fontsize": 15.0,
     "fontface": 1
    }
   },
   {
    "box": {
     "id": "obj-9",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "Values arrive whenever somebody else changes them, and all of them after /rt/sync. What you have sent yourself does not come back. Put [prepend set] before a slider, so that it does not send what it shows.",
     "patching_rect": [
      20.0,
      371.0,
      560.0,
      51.0
     ],
     "fontsize": 12.0,
     "linecount": 3,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-10",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      30.0,
      424.0,
      86.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-11",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/param/brightness",
     "patching_rect": [
      30.0,
      454.0,
      198.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-12",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      "bang"
     ],
     "patching_rect": [
      30.0,
      484.0,
      60.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-13",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      30.0,
      518.0,
      86.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-14",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/status/load",
     "patching_rect": [
      30.0,
      548.0,
      163.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-15",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      "bang"
     ],
     "patching_rect": [
      30.0,
      578.0,
      60.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-16",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/sync",
     "patching_rect": [
      30.0,
      612.0,
      72.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-17",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/subscribe 9001",
     "patching_rect": [
      114.0,
      612.0,
      142.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-18",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      642.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-19",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "3  Keys",
     "patching_rect": [
      20.0,
      692.0,
      560.0,
      25.0
     ],
     "fontsize": 15.0,
     "fontface": 1
    }
   },
   {
    "box": {
     "id": "obj-20",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/note with a MIDI number (60 is the middle C) and a velocity from 0 to 1; 0 lets go.",
     "patching_rect": [
      20.0,
      719.0,
      560.0,
      21.0
     ],
     "fontsize": 12.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-21",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/note 60 0.8",
     "patching_rect": [
      30.0,
      742.0,
      121.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-22",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/note 60 0",
     "patching_rect": [
      163.0,
      742.0,
      107.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-23",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      772.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-24",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/auto/chroma 1 gives the pitch classes back to the model, and lets go of every key.",
     "patching_rect": [
      20.0,
      806.0,
      560.0,
      21.0
     ],
     "fontsize": 12.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-25",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/auto/chroma 1",
     "patching_rect": [
      30.0,
      829.0,
      135.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-26",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      859.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-27",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "4  Styles, the map, presets",
     "patching_rect": [
      20.0,
      909.0,
      560.0,
      25.0
     ],
     "fontsize": 15.0,
     "fontface": 1
    }
   },
   {
    "box": {
     "id": "obj-28",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "Weights of styles: 1 for one and 0 for the others, or anything between. x and y lie on the map, from -1 to 1, and count as far as steer says.",
     "patching_rect": [
      20.0,
      936.0,
      560.0,
      36.0
     ],
     "fontsize": 12.0,
     "linecount": 2,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-29",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/style/ambient 1, /rt/style/bells 0, /rt/style/choir 0, /rt/style/guitar 0, /rt/style/nature 0, /rt/style/piano 0, /rt/style/strings 0",
     "patching_rect": [
      30.0,
      974.0,
      540.0,
      37.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-30",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      1019.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-31",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/style/ambient 0, /rt/style/bells 1, /rt/style/choir 0, /rt/style/guitar 0, /rt/style/nature 0, /rt/style/piano 0, /rt/style/strings 0",
     "patching_rect": [
      30.0,
      1053.0,
      540.0,
      37.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-32",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      1098.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-33",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/param/steer 0.8, /rt/xy -0.5 0.5",
     "patching_rect": [
      30.0,
      1132.0,
      268.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-34",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      1162.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-35",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/preset/load \"piano alone\"",
     "patching_rect": [
      30.0,
      1196.0,
      219.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-36",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      1226.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-37",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "5  Hold, silence, begin again",
     "patching_rect": [
      20.0,
      1276.0,
      560.0,
      25.0
     ],
     "fontsize": 15.0,
     "fontface": 1
    }
   },
   {
    "box": {
     "id": "obj-38",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "freeze holds the sound of this moment, alive. mute is silence while the music goes on; panic is silence at once, until mute is 0 again.",
     "patching_rect": [
      20.0,
      1303.0,
      560.0,
      36.0
     ],
     "fontsize": 12.0,
     "linecount": 2,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-39",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/freeze 1",
     "patching_rect": [
      30.0,
      1341.0,
      100.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-40",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/freeze 0",
     "patching_rect": [
      142.0,
      1341.0,
      100.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-41",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      1371.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-42",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/panic",
     "patching_rect": [
      30.0,
      1405.0,
      79.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-43",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/mute 0",
     "patching_rect": [
      121.0,
      1405.0,
      86.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-44",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/reset",
     "patching_rect": [
      219.0,
      1405.0,
      79.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-45",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      30.0,
      1435.0,
      93.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-46",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "Parameters",
     "patching_rect": [
      620.0,
      36.0,
      560.0,
      25.0
     ],
     "fontsize": 15.0,
     "fontface": 1
    }
   },
   {
    "box": {
     "id": "obj-47",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/xy   -1 to 1   position on the latent map, left to right; position on the latent map, bottom to top; steer says how far it decides",
     "patching_rect": [
      620.0,
      63.0,
      560.0,
      32.0
     ],
     "fontsize": 10.0,
     "linecount": 2,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-48",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/gain   -60 to 6 dB   output level, before the limiter",
     "patching_rect": [
      620.0,
      97.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-49",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/temperature   0 to 2   how adventurous the model is; 0 repeats its safest choice",
     "patching_rect": [
      620.0,
      118.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-50",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/speed   0 to 4 x   how fast the music goes by; pitch and attacks stay, 0 freezes",
     "patching_rect": [
      620.0,
      139.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-51",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/brightness   -12 to 12 dB/octave   darker below 0, brighter above: tilt around 1 kHz",
     "patching_rect": [
      620.0,
      160.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-52",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/steer   0 to 1   0: the model walks its latents alone; 1: x and y decide",
     "patching_rect": [
      620.0,
      181.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-53",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/glide   0 to 10 s   how long latents, x, y and styles take to arrive",
     "patching_rect": [
      620.0,
      202.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-54",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/freeze   0 to 1   hold the sound of this moment, alive, while above 0.5",
     "patching_rect": [
      620.0,
      223.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-55",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/mute   0 to 1   silence while above 0.5; the music goes on unheard",
     "patching_rect": [
      620.0,
      244.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-56",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/texture   0 to 2   how much the sound moves by itself: 0 smooth, 1 as recorded, 2 rough",
     "patching_rect": [
      620.0,
      265.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-57",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/pitch   -24 to 24 semitones   transposition; formants decides whether the colour follows",
     "patching_rect": [
      620.0,
      286.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-58",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/formants   0 to 1   0: the body shrinks or grows with pitch; 1: body and vowels stay",
     "patching_rect": [
      620.0,
      307.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-59",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/width   0 to 1   stereo width; 0 is mono, the mono sum never changes",
     "patching_rect": [
      620.0,
      328.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-60",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/fade   0 to 30 s   length of the fade at start and stop",
     "patching_rect": [
      620.0,
      349.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-61",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/input/loudness   0 to 1   how far the live input writes the loudness",
     "patching_rect": [
      620.0,
      370.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-62",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/input/centroid   0 to 1   how far the live input writes the centroid",
     "patching_rect": [
      620.0,
      391.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-63",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/input/flatness   0 to 1   how far the live input writes the flatness",
     "patching_rect": [
      620.0,
      412.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-64",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/input/density   0 to 1   how far the live input writes the attacks",
     "patching_rect": [
      620.0,
      433.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-65",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/input/notes   0 to 1   how far the live input writes the notes",
     "patching_rect": [
      620.0,
      454.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-66",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/input/gate   -90 to 0 dBFS   what the live input hears below this is silence",
     "patching_rect": [
      620.0,
      475.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-67",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/loudness   -70 to -13 dBFS   level of the music the model plays",
     "patching_rect": [
      620.0,
      496.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-68",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/centroid   222.6 to 8271.9 Hz   where the spectrum's weight lies, low to high",
     "patching_rect": [
      620.0,
      517.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-69",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/flatness   -43.17 to -1.72 dB   from clear tones (low) to noise (high)",
     "patching_rect": [
      620.0,
      538.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-70",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/density   0 to 12 onsets/s   how many attacks a second",
     "patching_rect": [
      620.0,
      559.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-71",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/auto/loudness   0 to 1   1: the model writes loudness again",
     "patching_rect": [
      620.0,
      580.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-72",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/auto/centroid   0 to 1   1: the model writes centroid again",
     "patching_rect": [
      620.0,
      601.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-73",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/auto/flatness   0 to 1   1: the model writes flatness again",
     "patching_rect": [
      620.0,
      622.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-74",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/auto/density   0 to 1   1: the model writes density again",
     "patching_rect": [
      620.0,
      643.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-75",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/C   0 to 1   how much of the pitch class C",
     "patching_rect": [
      620.0,
      664.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-76",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/C#   0 to 1   how much of the pitch class C#",
     "patching_rect": [
      620.0,
      685.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-77",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/D   0 to 1   how much of the pitch class D",
     "patching_rect": [
      620.0,
      706.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-78",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/D#   0 to 1   how much of the pitch class D#",
     "patching_rect": [
      620.0,
      727.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-79",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/E   0 to 1   how much of the pitch class E",
     "patching_rect": [
      620.0,
      748.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-80",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/F   0 to 1   how much of the pitch class F",
     "patching_rect": [
      620.0,
      769.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-81",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/F#   0 to 1   how much of the pitch class F#",
     "patching_rect": [
      620.0,
      790.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-82",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/G   0 to 1   how much of the pitch class G",
     "patching_rect": [
      620.0,
      811.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-83",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/G#   0 to 1   how much of the pitch class G#",
     "patching_rect": [
      620.0,
      832.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-84",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/A   0 to 1   how much of the pitch class A",
     "patching_rect": [
      620.0,
      853.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-85",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/A#   0 to 1   how much of the pitch class A#",
     "patching_rect": [
      620.0,
      874.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-86",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/param/chroma/B   0 to 1   how much of the pitch class B",
     "patching_rect": [
      620.0,
      895.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-87",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/style/ambient   0 to 1   weight of the style ambient",
     "patching_rect": [
      620.0,
      916.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-88",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/style/bells   0 to 1   weight of the style bells",
     "patching_rect": [
      620.0,
      937.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-89",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/style/choir   0 to 1   weight of the style choir",
     "patching_rect": [
      620.0,
      958.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-90",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/style/guitar   0 to 1   weight of the style guitar",
     "patching_rect": [
      620.0,
      979.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-91",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/style/nature   0 to 1   weight of the style nature",
     "patching_rect": [
      620.0,
      1000.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-92",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/style/piano   0 to 1   weight of the style piano",
     "patching_rect": [
      620.0,
      1021.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-93",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/style/strings   0 to 1   weight of the style strings",
     "patching_rect": [
      620.0,
      1042.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-94",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/morph/position   0 to 1   stand between the last two presets that were morphed; 0 and 1 are these",
     "patching_rect": [
      620.0,
      1063.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-95",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/latent/0   -4 to 4 sigma   offset of latent 0; 0 is the most important",
     "patching_rect": [
      620.0,
      1084.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-96",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/latent/1   -4 to 4 sigma   offset of latent 1; 0 is the most important",
     "patching_rect": [
      620.0,
      1105.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-97",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/latent/2   -4 to 4 sigma   offset of latent 2; 0 is the most important",
     "patching_rect": [
      620.0,
      1126.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-98",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/latent/3   -4 to 4 sigma   offset of latent 3; 0 is the most important",
     "patching_rect": [
      620.0,
      1147.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-99",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/latent/4   -4 to 4 sigma   offset of latent 4; 0 is the most important",
     "patching_rect": [
      620.0,
      1168.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-100",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/latent/5   -4 to 4 sigma   offset of latent 5; 0 is the most important",
     "patching_rect": [
      620.0,
      1189.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-101",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/latent/6   -4 to 4 sigma   offset of latent 6; 0 is the most important",
     "patching_rect": [
      620.0,
      1210.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-102",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "/rt/latent/7   -4 to 4 sigma   offset of latent 7; 0 is the most important",
     "patching_rect": [
      620.0,
      1231.0,
      560.0,
      19.0
     ],
     "fontsize": 10.0,
     "linecount": 1,
     "textcolor": [
      0.1255,
      0.1255,
      0.1255,
      1.0
     ]
    }
   }
  ],
  "lines": [
   {
    "patchline": {
     "source": [
      "obj-5",
      0
     ],
     "destination": [
      "obj-6",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-6",
      0
     ],
     "destination": [
      "obj-7",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-10",
      0
     ],
     "destination": [
      "obj-11",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-11",
      0
     ],
     "destination": [
      "obj-12",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-13",
      0
     ],
     "destination": [
      "obj-14",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-14",
      0
     ],
     "destination": [
      "obj-15",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-16",
      0
     ],
     "destination": [
      "obj-18",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-17",
      0
     ],
     "destination": [
      "obj-18",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-21",
      0
     ],
     "destination": [
      "obj-23",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-22",
      0
     ],
     "destination": [
      "obj-23",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-25",
      0
     ],
     "destination": [
      "obj-26",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-29",
      0
     ],
     "destination": [
      "obj-30",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-31",
      0
     ],
     "destination": [
      "obj-32",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-33",
      0
     ],
     "destination": [
      "obj-34",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-35",
      0
     ],
     "destination": [
      "obj-36",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-39",
      0
     ],
     "destination": [
      "obj-41",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-40",
      0
     ],
     "destination": [
      "obj-41",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-42",
      0
     ],
     "destination": [
      "obj-45",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-43",
      0
     ],
     "destination": [
      "obj-45",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-44",
      0
     ],
     "destination": [
      "obj-45",
      0
     ]
    }
   }
  ]
 }
}
