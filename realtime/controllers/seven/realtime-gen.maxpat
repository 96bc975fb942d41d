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
   819.0,
   657.0
  ],
  "openinpresentation": 1,
  "default_fontsize": 12.0,
  "default_fontface": 0,
  "default_fontname": "Arial",
  "bgcolor": [
   0.0627,
   0.0706,
   0.0941,
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
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      20.0,
      20.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-2",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/xy",
     "patching_rect": [
      20.0,
      54.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-3",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "float",
      "float"
     ],
     "text": "unpack 0. 0.",
     "patching_rect": [
      20.0,
      88.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-4",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      "float"
     ],
     "text": "* 1000.",
     "patching_rect": [
      20.0,
      122.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-5",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      "float"
     ],
     "text": "* 1000.",
     "patching_rect": [
      20.0,
      156.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-6",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "pak 0 0",
     "patching_rect": [
      20.0,
      190.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-7",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      20.0,
      224.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-8",
     "maxclass": "pictslider",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "int",
      "int"
     ],
     "patching_rect": [
      20.0,
      258.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10.0,
      10.0,
      400.0,
      400.0
     ],
     "leftvalue": -1000,
     "rightvalue": 1000,
     "topvalue": 1000,
     "bottomvalue": -1000,
     "invisiblebkgnd": 1,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      0.0
     ],
     "elementcolor": [
      1.0,
      1.0,
      1.0,
      1.0
     ],
     "annotation": "position on the latent map, left to right; position on the latent map, bottom to top; steer says how far it decides"
    }
   },
   {
    "box": {
     "id": "obj-9",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      "float"
     ],
     "text": "/ 1000.",
     "patching_rect": [
      20.0,
      292.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-10",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      "float"
     ],
     "text": "/ 1000.",
     "patching_rect": [
      20.0,
      326.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-11",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "pak 0. 0.",
     "patching_rect": [
      20.0,
      360.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-12",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/xy",
     "patching_rect": [
      20.0,
      394.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-13",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      20.0,
      428.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-14",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      20.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      29.0,
      380.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-15",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      36.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      32.0,
      338.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-16",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      52.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      49.0,
      319.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-17",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      68.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      27.0,
      244.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-18",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      84.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      35.0,
      208.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-19",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      100.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      40.0,
      171.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-20",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      116.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      33.0,
      145.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-21",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      132.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      42.0,
      114.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-22",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      148.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      25.0,
      74.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-23",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      164.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      70.0,
      374.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-24",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      180.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      67.0,
      326.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-25",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      196.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      70.0,
      301.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-26",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      212.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      73.0,
      271.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-27",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      228.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      61.0,
      223.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-28",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      244.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      76.0,
      193.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-29",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      260.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      87.0,
      148.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-30",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      276.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      74.0,
      106.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-31",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      292.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      68.0,
      72.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-32",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      308.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      110.0,
      388.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-33",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      324.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      101.0,
      347.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-34",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      340.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      111.0,
      305.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-35",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      356.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      107.0,
      265.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-36",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      372.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      102.0,
      225.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-37",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      388.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      98.0,
      183.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-38",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      404.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      104.0,
      148.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-39",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      420.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      105.0,
      113.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-40",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      436.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      116.0,
      69.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-41",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      452.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      152.0,
      346.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-42",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      468.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      148.0,
      300.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-43",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      484.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      143.0,
      262.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8431,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-44",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      500.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      141.0,
      228.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8431,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-45",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      516.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      162.0,
      173.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-46",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      532.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      131.0,
      152.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8667,
      0.4706,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-47",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      548.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      128.0,
      103.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8667,
      0.4706,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-48",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      564.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      158.0,
      62.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-49",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      580.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      158.0,
      21.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-50",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      596.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      197.0,
      349.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-51",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      612.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      175.0,
      294.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-52",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      628.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      194.0,
      224.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-53",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1880.0,
      644.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      182.0,
      174.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-54",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      20.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      183.0,
      142.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-55",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      36.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      183.0,
      105.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-56",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      52.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      189.0,
      64.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-57",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      68.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      188.0,
      28.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-58",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      84.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      221.0,
      389.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-59",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      100.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      228.0,
      328.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-60",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      116.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      220.0,
      303.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-61",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      132.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      232.0,
      261.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-62",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      148.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      219.0,
      219.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-63",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      164.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      232.0,
      179.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-64",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      180.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      223.0,
      149.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-65",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      196.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      235.0,
      99.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-66",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      212.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      214.0,
      68.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-67",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      228.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      224.0,
      28.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-68",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      244.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      264.0,
      383.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-69",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      260.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      267.0,
      345.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-70",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      276.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      278.0,
      299.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-71",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      292.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      262.0,
      273.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-72",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      308.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      261.0,
      213.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-73",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      324.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      279.0,
      180.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-74",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      340.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      250.0,
      138.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-75",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      356.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      272.0,
      56.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-76",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      372.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      256.0,
      30.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-77",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      388.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      303.0,
      374.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-78",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      404.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      300.0,
      337.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-79",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      420.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      297.0,
      303.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-80",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      436.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      300.0,
      267.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-81",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      452.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      296.0,
      212.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-82",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      468.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      299.0,
      188.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-83",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      484.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      315.0,
      145.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8431,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-84",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      500.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      312.0,
      116.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8431,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-85",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      516.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      315.0,
      76.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-86",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      532.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      290.0,
      37.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-87",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      548.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      356.0,
      246.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8667,
      0.4706,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-88",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      564.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      340.0,
      232.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8431,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-89",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      580.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      346.0,
      189.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8431,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-90",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      596.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      347.0,
      153.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8431,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-91",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      612.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      342.0,
      110.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8431,
      0.8667,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-92",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      628.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      376.0,
      252.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8667,
      0.4706,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-93",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1896.0,
      644.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      383.0,
      220.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8667,
      0.4706,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-94",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1912.0,
      20.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      380.0,
      191.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8667,
      0.4706,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-95",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1912.0,
      36.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      386.0,
      141.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8667,
      0.4706,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-96",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1912.0,
      52.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      380.0,
      104.0,
      10.0,
      10.0
     ],
     "bgfillcolor": [
      0.3725,
      0.8667,
      0.4706,
      1.0
     ],
     "shape": 1,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-97",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1912.0,
      68.0,
      12.0,
      12.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10.0,
      10.0,
      400.0,
      400.0
     ],
     "bgfillcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "shape": 0,
     "background": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-98",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      250.0,
      20.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-99",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/status/place",
     "patching_rect": [
      250.0,
      54.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-100",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "float",
      "float"
     ],
     "text": "unpack 0. 0.",
     "patching_rect": [
      250.0,
      88.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-101",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      "float"
     ],
     "text": "* 1000.",
     "patching_rect": [
      250.0,
      122.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-102",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      "float"
     ],
     "text": "* 1000.",
     "patching_rect": [
      250.0,
      156.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-103",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "pak 0 0",
     "patching_rect": [
      250.0,
      190.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-104",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      250.0,
      224.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-105",
     "maxclass": "pictslider",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "int",
      "int"
     ],
     "patching_rect": [
      250.0,
      258.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10.0,
      10.0,
      400.0,
      400.0
     ],
     "leftvalue": -1000,
     "rightvalue": 1000,
     "topvalue": 1000,
     "bottomvalue": -1000,
     "invisiblebkgnd": 1,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      0.0
     ],
     "ignoreclick": 1,
     "elementcolor": [
      0.3098,
      0.6392,
      0.8196,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-106",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "ambient",
     "patching_rect": [
      480.0,
      20.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10.0,
      416.0,
      51.0,
      119.0
     ],
     "bgcolor": [
      0.8667,
      0.6118,
      0.3725,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "only ambient"
    }
   },
   {
    "box": {
     "id": "obj-107",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/style/ambient 1, /rt/style/bells 0, /rt/style/choir 0, /rt/style/guitar 0, /rt/style/nature 0, /rt/style/piano 0, /rt/style/strings 0",
     "patching_rect": [
      480.0,
      54.0,
      210.0,
      84.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-108",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      480.0,
      156.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-109",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-in",
     "patching_rect": [
      480.0,
      190.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-110",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      480.0,
      224.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-111",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/style/ambient",
     "patching_rect": [
      480.0,
      258.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-112",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      480.0,
      292.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-113",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      480.0,
      326.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10.0,
      539.0,
      51.0,
      24.0
     ],
     "min": 0.0,
     "size": 1.0,
     "floatoutput": 1,
     "orientation": 1,
     "ignoreclick": 1,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.8667,
      0.6118,
      0.3725,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-114",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "bells",
     "patching_rect": [
      710.0,
      20.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      68.0,
      416.0,
      51.0,
      119.0
     ],
     "bgcolor": [
      0.702,
      0.8667,
      0.3725,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "only bells"
    }
   },
   {
    "box": {
     "id": "obj-115",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/style/ambient 0, /rt/style/bells 1, /rt/style/choir 0, /rt/style/guitar 0, /rt/style/nature 0, /rt/style/piano 0, /rt/style/strings 0",
     "patching_rect": [
      710.0,
      54.0,
      210.0,
      84.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-116",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      710.0,
      156.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-117",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-in",
     "patching_rect": [
      710.0,
      190.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-118",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      710.0,
      224.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-119",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/style/bells",
     "patching_rect": [
      710.0,
      258.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-120",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      710.0,
      292.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-121",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      710.0,
      326.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      68.0,
      539.0,
      51.0,
      24.0
     ],
     "min": 0.0,
     "size": 1.0,
     "floatoutput": 1,
     "orientation": 1,
     "ignoreclick": 1,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.702,
      0.8667,
      0.3725,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-122",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "choir",
     "patching_rect": [
      940.0,
      20.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      126.0,
      416.0,
      51.0,
      119.0
     ],
     "bgcolor": [
      0.3725,
      0.8667,
      0.4706,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "only choir"
    }
   },
   {
    "box": {
     "id": "obj-123",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/style/ambient 0, /rt/style/bells 0, /rt/style/choir 1, /rt/style/guitar 0, /rt/style/nature 0, /rt/style/piano 0, /rt/style/strings 0",
     "patching_rect": [
      940.0,
      54.0,
      210.0,
      84.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-124",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      940.0,
      156.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-125",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-in",
     "patching_rect": [
      940.0,
      190.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-126",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      940.0,
      224.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-127",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/style/choir",
     "patching_rect": [
      940.0,
      258.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-128",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      940.0,
      292.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-129",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      940.0,
      326.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      126.0,
      539.0,
      51.0,
      24.0
     ],
     "min": 0.0,
     "size": 1.0,
     "floatoutput": 1,
     "orientation": 1,
     "ignoreclick": 1,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.3725,
      0.8667,
      0.4706,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-130",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "guitar",
     "patching_rect": [
      1170.0,
      20.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      184.0,
      416.0,
      51.0,
      119.0
     ],
     "bgcolor": [
      0.3725,
      0.8431,
      0.8667,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "only guitar"
    }
   },
   {
    "box": {
     "id": "obj-131",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/style/ambient 0, /rt/style/bells 0, /rt/style/choir 0, /rt/style/guitar 1, /rt/style/nature 0, /rt/style/piano 0, /rt/style/strings 0",
     "patching_rect": [
      1170.0,
      54.0,
      210.0,
      84.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-132",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      1170.0,
      156.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-133",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-in",
     "patching_rect": [
      1170.0,
      190.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-134",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      1170.0,
      224.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-135",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/style/guitar",
     "patching_rect": [
      1170.0,
      258.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-136",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      1170.0,
      292.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-137",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      1170.0,
      326.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      184.0,
      539.0,
      51.0,
      24.0
     ],
     "min": 0.0,
     "size": 1.0,
     "floatoutput": 1,
     "orientation": 1,
     "ignoreclick": 1,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.3725,
      0.8431,
      0.8667,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-138",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "nature",
     "patching_rect": [
      1400.0,
      20.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      242.0,
      416.0,
      51.0,
      119.0
     ],
     "bgcolor": [
      0.3725,
      0.4196,
      0.8667,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "only nature"
    }
   },
   {
    "box": {
     "id": "obj-139",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/style/ambient 0, /rt/style/bells 0, /rt/style/choir 0, /rt/style/guitar 0, /rt/style/nature 1, /rt/style/piano 0, /rt/style/strings 0",
     "patching_rect": [
      1400.0,
      54.0,
      210.0,
      84.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-140",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      1400.0,
      156.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-141",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-in",
     "patching_rect": [
      1400.0,
      190.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-142",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      1400.0,
      224.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-143",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/style/nature",
     "patching_rect": [
      1400.0,
      258.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-144",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      1400.0,
      292.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-145",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      1400.0,
      326.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      242.0,
      539.0,
      51.0,
      24.0
     ],
     "min": 0.0,
     "size": 1.0,
     "floatoutput": 1,
     "orientation": 1,
     "ignoreclick": 1,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.3725,
      0.4196,
      0.8667,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-146",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "piano",
     "patching_rect": [
      1630.0,
      20.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      300.0,
      416.0,
      52.0,
      119.0
     ],
     "bgcolor": [
      0.7529,
      0.3725,
      0.8667,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "only piano"
    }
   },
   {
    "box": {
     "id": "obj-147",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/style/ambient 0, /rt/style/bells 0, /rt/style/choir 0, /rt/style/guitar 0, /rt/style/nature 0, /rt/style/piano 1, /rt/style/strings 0",
     "patching_rect": [
      1630.0,
      54.0,
      210.0,
      84.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-148",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      1630.0,
      156.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-149",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-in",
     "patching_rect": [
      1630.0,
      190.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-150",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      1630.0,
      224.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-151",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/style/piano",
     "patching_rect": [
      1630.0,
      258.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-152",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      1630.0,
      292.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-153",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      1630.0,
      326.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      300.0,
      539.0,
      52.0,
      24.0
     ],
     "min": 0.0,
     "size": 1.0,
     "floatoutput": 1,
     "orientation": 1,
     "ignoreclick": 1,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.7529,
      0.3725,
      0.8667,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-154",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "strings",
     "patching_rect": [
      20.0,
      500.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      358.0,
      416.0,
      52.0,
      119.0
     ],
     "bgcolor": [
      0.8667,
      0.3725,
      0.5608,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "only strings"
    }
   },
   {
    "box": {
     "id": "obj-155",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/style/ambient 0, /rt/style/bells 0, /rt/style/choir 0, /rt/style/guitar 0, /rt/style/nature 0, /rt/style/piano 0, /rt/style/strings 1",
     "patching_rect": [
      20.0,
      534.0,
      210.0,
      84.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-156",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      20.0,
      636.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-157",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-in",
     "patching_rect": [
      20.0,
      670.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-158",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      20.0,
      704.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-159",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/style/strings",
     "patching_rect": [
      20.0,
      738.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-160",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      20.0,
      772.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-161",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      20.0,
      806.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      358.0,
      539.0,
      52.0,
      24.0
     ],
     "min": 0.0,
     "size": 1.0,
     "floatoutput": 1,
     "orientation": 1,
     "ignoreclick": 1,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.8667,
      0.3725,
      0.5608,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-162",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "gain",
     "patching_rect": [
      250.0,
      500.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      422.0,
      10.0,
      60.0,
      20.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-163",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      250.0,
      534.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-164",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/param/gain",
     "patching_rect": [
      250.0,
      568.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-165",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      250.0,
      602.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-166",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      250.0,
      636.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      422.0,
      32.0,
      60.0,
      334.0
     ],
     "min": -60.0,
     "size": 66.0,
     "floatoutput": 1,
     "orientation": 2,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.3098,
      0.6392,
      0.8196,
      1.0
     ],
     "annotation": "output level, before the limiter"
    }
   },
   {
    "box": {
     "id": "obj-167",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      "bang"
     ],
     "patching_rect": [
      250.0,
      670.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      422.0,
      368.0,
      60.0,
      20.0
     ],
     "format": 6,
     "numdecimalplaces": 1,
     "triangle": 0,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "fontsize": 11.0,
     "minimum": -60.0,
     "maximum": 6.0
    }
   },
   {
    "box": {
     "id": "obj-168",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/param/gain",
     "patching_rect": [
      250.0,
      704.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-169",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      250.0,
      738.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-170",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "dB",
     "patching_rect": [
      250.0,
      772.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      422.0,
      389.0,
      60.0,
      20.0
     ],
     "textcolor": [
      0.6039,
      0.6275,
      0.6902,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-171",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "temperature",
     "patching_rect": [
      480.0,
      500.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      488.0,
      10.0,
      59.0,
      20.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-172",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      480.0,
      534.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-173",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/param/temperature",
     "patching_rect": [
      480.0,
      568.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-174",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      480.0,
      602.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-175",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      480.0,
      636.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      488.0,
      32.0,
      59.0,
      334.0
     ],
     "min": 0.0,
     "size": 2.0,
     "floatoutput": 1,
     "orientation": 2,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.3098,
      0.6392,
      0.8196,
      1.0
     ],
     "annotation": "how adventurous the model is; 0 repeats its safest choice"
    }
   },
   {
    "box": {
     "id": "obj-176",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      "bang"
     ],
     "patching_rect": [
      480.0,
      670.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      488.0,
      368.0,
      59.0,
      20.0
     ],
     "format": 6,
     "numdecimalplaces": 2,
     "triangle": 0,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "fontsize": 11.0,
     "minimum": 0.0,
     "maximum": 2.0
    }
   },
   {
    "box": {
     "id": "obj-177",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/param/temperature",
     "patching_rect": [
      480.0,
      704.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-178",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      480.0,
      738.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-179",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "speed",
     "patching_rect": [
      710.0,
      500.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      554.0,
      10.0,
      59.0,
      20.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-180",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      710.0,
      534.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-181",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/param/speed",
     "patching_rect": [
      710.0,
      568.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-182",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      710.0,
      602.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-183",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      710.0,
      636.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      554.0,
      32.0,
      59.0,
      334.0
     ],
     "min": 0.0,
     "size": 4.0,
     "floatoutput": 1,
     "orientation": 2,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.3098,
      0.6392,
      0.8196,
      1.0
     ],
     "annotation": "how fast the music goes by; pitch and attacks stay, 0 freezes"
    }
   },
   {
    "box": {
     "id": "obj-184",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      "bang"
     ],
     "patching_rect": [
      710.0,
      670.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      554.0,
      368.0,
      59.0,
      20.0
     ],
     "format": 6,
     "numdecimalplaces": 2,
     "triangle": 0,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "fontsize": 11.0,
     "minimum": 0.0,
     "maximum": 4.0
    }
   },
   {
    "box": {
     "id": "obj-185",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/param/speed",
     "patching_rect": [
      710.0,
      704.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-186",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      710.0,
      738.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-187",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "x",
     "patching_rect": [
      710.0,
      772.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      554.0,
      389.0,
      59.0,
      20.0
     ],
     "textcolor": [
      0.6039,
      0.6275,
      0.6902,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-188",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "brightness",
     "patching_rect": [
      940.0,
      500.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      619.0,
      10.0,
      59.0,
      20.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-189",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      940.0,
      534.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-190",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/param/brightness",
     "patching_rect": [
      940.0,
      568.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-191",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      940.0,
      602.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-192",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      940.0,
      636.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      619.0,
      32.0,
      59.0,
      334.0
     ],
     "min": -12.0,
     "size": 24.0,
     "floatoutput": 1,
     "orientation": 2,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.3098,
      0.6392,
      0.8196,
      1.0
     ],
     "annotation": "darker below 0, brighter above: tilt around 1 kHz"
    }
   },
   {
    "box": {
     "id": "obj-193",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      "bang"
     ],
     "patching_rect": [
      940.0,
      670.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      619.0,
      368.0,
      59.0,
      20.0
     ],
     "format": 6,
     "numdecimalplaces": 1,
     "triangle": 0,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "fontsize": 11.0,
     "minimum": -12.0,
     "maximum": 12.0
    }
   },
   {
    "box": {
     "id": "obj-194",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/param/brightness",
     "patching_rect": [
      940.0,
      704.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-195",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      940.0,
      738.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-196",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "dB/oct",
     "patching_rect": [
      940.0,
      772.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      619.0,
      389.0,
      59.0,
      20.0
     ],
     "textcolor": [
      0.6039,
      0.6275,
      0.6902,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-197",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "steer",
     "patching_rect": [
      1170.0,
      500.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      685.0,
      10.0,
      59.0,
      20.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-198",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      1170.0,
      534.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-199",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/param/steer",
     "patching_rect": [
      1170.0,
      568.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-200",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      1170.0,
      602.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-201",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      1170.0,
      636.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      685.0,
      32.0,
      59.0,
      334.0
     ],
     "min": 0.0,
     "size": 1.0,
     "floatoutput": 1,
     "orientation": 2,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.3098,
      0.6392,
      0.8196,
      1.0
     ],
     "annotation": "0: the model walks its latents alone; 1: x and y decide"
    }
   },
   {
    "box": {
     "id": "obj-202",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      "bang"
     ],
     "patching_rect": [
      1170.0,
      670.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      685.0,
      368.0,
      59.0,
      20.0
     ],
     "format": 6,
     "numdecimalplaces": 2,
     "triangle": 0,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "fontsize": 11.0,
     "minimum": 0.0,
     "maximum": 1.0
    }
   },
   {
    "box": {
     "id": "obj-203",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/param/steer",
     "patching_rect": [
      1170.0,
      704.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-204",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      1170.0,
      738.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-205",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "glide",
     "patching_rect": [
      1400.0,
      500.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      750.0,
      10.0,
      60.0,
      20.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-206",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      1400.0,
      534.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-207",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/param/glide",
     "patching_rect": [
      1400.0,
      568.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-208",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      1400.0,
      602.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-209",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      1400.0,
      636.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      750.0,
      32.0,
      60.0,
      334.0
     ],
     "min": 0.0,
     "size": 10.0,
     "floatoutput": 1,
     "orientation": 2,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "elementcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "knobcolor": [
      0.3098,
      0.6392,
      0.8196,
      1.0
     ],
     "annotation": "how long latents, x, y and styles take to arrive"
    }
   },
   {
    "box": {
     "id": "obj-210",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      "bang"
     ],
     "patching_rect": [
      1400.0,
      670.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      750.0,
      368.0,
      60.0,
      20.0
     ],
     "format": 6,
     "numdecimalplaces": 1,
     "triangle": 0,
     "bgcolor": [
      0.1255,
      0.1412,
      0.1804,
      1.0
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "fontsize": 11.0,
     "minimum": 0.0,
     "maximum": 10.0
    }
   },
   {
    "box": {
     "id": "obj-211",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/param/glide",
     "patching_rect": [
      1400.0,
      704.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-212",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      1400.0,
      738.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-213",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s",
     "patching_rect": [
      1400.0,
      772.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      750.0,
      389.0,
      60.0,
      20.0
     ],
     "textcolor": [
      0.6039,
      0.6275,
      0.6902,
      1.0
     ],
     "textjustification": 1,
     "fontsize": 9.5
    }
   },
   {
    "box": {
     "id": "obj-214",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      1630.0,
      500.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-215",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/freeze",
     "patching_rect": [
      1630.0,
      534.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-216",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      1630.0,
      568.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-217",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "freeze",
     "patching_rect": [
      1630.0,
      602.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      422.0,
      416.0,
      92.0,
      147.0
     ],
     "bgcolor": [
      0.3098,
      0.7647,
      0.6902,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "hold the sound of this moment, alive, while above 0.5",
     "mode": 1,
     "texton": "freeze",
     "bgoncolor": [
      0.3098,
      0.7647,
      0.6902,
      1.0
     ],
     "usebgoncolor": 1
    }
   },
   {
    "box": {
     "id": "obj-218",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/freeze",
     "patching_rect": [
      1630.0,
      636.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-219",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      1630.0,
      670.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-220",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-in",
     "patching_rect": [
      20.0,
      980.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-221",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "text": "route /rt/mute",
     "patching_rect": [
      20.0,
      1014.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-222",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend set",
     "patching_rect": [
      20.0,
      1048.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-223",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "mute",
     "patching_rect": [
      20.0,
      1082.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      521.0,
      416.0,
      92.0,
      147.0
     ],
     "bgcolor": [
      0.8196,
      0.6275,
      0.3098,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "silence while above 0.5; the music goes on unheard",
     "mode": 1,
     "texton": "mute",
     "bgoncolor": [
      0.8196,
      0.6275,
      0.3098,
      1.0
     ],
     "usebgoncolor": 1
    }
   },
   {
    "box": {
     "id": "obj-224",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "prepend /rt/mute",
     "patching_rect": [
      20.0,
      1116.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-225",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      20.0,
      1150.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-226",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "panic",
     "patching_rect": [
      250.0,
      980.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      619.0,
      416.0,
      92.0,
      147.0
     ],
     "bgcolor": [
      0.8196,
      0.3098,
      0.3098,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "silence now: mute, let go of everything; un-mute to go on"
    }
   },
   {
    "box": {
     "id": "obj-227",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/panic",
     "patching_rect": [
      250.0,
      1014.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-228",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      250.0,
      1048.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-229",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "reset",
     "patching_rect": [
      480.0,
      980.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      718.0,
      416.0,
      92.0,
      147.0
     ],
     "bgcolor": [
      0.3098,
      0.6392,
      0.8196,
      0.35
     ],
     "textcolor": [
      0.9098,
      0.9176,
      0.9412,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 12.0,
     "annotation": "restart the model's walk"
    }
   },
   {
    "box": {
     "id": "obj-230",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/reset",
     "patching_rect": [
      480.0,
      1014.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-231",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      480.0,
      1048.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-232",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "host 127.0.0.1, port 9000",
     "patching_rect": [
      710.0,
      980.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10.0,
      617.0,
      220.0,
      22.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-233",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "where it sends: edit this message, lock the patch, click it. Feedback comes to port 9001",
     "patching_rect": [
      710.0,
      1014.0,
      210.0,
      54.0
     ],
     "presentation": 1,
     "presentation_rect": [
      240.0,
      618.0,
      570.0,
      20.0
     ],
     "textcolor": [
      0.6039,
      0.6275,
      0.6902,
      1.0
     ],
     "textjustification": 0,
     "fontsize": 11.0
    }
   },
   {
    "box": {
     "id": "obj-234",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "r rtgen-out",
     "patching_rect": [
      710.0,
      1082.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-235",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "udpsend 127.0.0.1 9000",
     "patching_rect": [
      710.0,
      1116.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-236",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "udpreceive 9001",
     "patching_rect": [
      940.0,
      980.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-237",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-in",
     "patching_rect": [
      940.0,
      1014.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-238",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      "bang"
     ],
     "text": "t b",
     "patching_rect": [
      940.0,
      1048.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-239",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      "bang"
     ],
     "text": "delay 5000",
     "patching_rect": [
      940.0,
      1082.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-240",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      "bang"
     ],
     "text": "loadbang",
     "patching_rect": [
      940.0,
      1116.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-241",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/subscribe 9001",
     "patching_rect": [
      940.0,
      1150.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-242",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      940.0,
      1184.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-243",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      "bang"
     ],
     "text": "loadbang",
     "patching_rect": [
      1170.0,
      980.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-244",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "1",
     "patching_rect": [
      1170.0,
      1014.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-245",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      "bang"
     ],
     "text": "metro 20000",
     "patching_rect": [
      1170.0,
      1048.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-246",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "/rt/ping",
     "patching_rect": [
      1170.0,
      1082.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-247",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "s rtgen-out",
     "patching_rect": [
      1170.0,
      1116.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-248",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "sound",
     "patching_rect": [
      1400.0,
      980.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10.0,
      579.0,
      100.0,
      28.0
     ],
     "fontsize": 13.0
    }
   },
   {
    "box": {
     "id": "obj-249",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "open",
     "patching_rect": [
      1400.0,
      1014.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-250",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "pcontrol",
     "patching_rect": [
      1400.0,
      1048.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-251",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "p sound",
     "patching_rect": [
      1400.0,
      1082.0,
      210.0,
      24.0
     ],
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
       819.0,
       573.0
      ],
      "openinpresentation": 1,
      "default_fontsize": 12.0,
      "default_fontface": 0,
      "default_fontname": "Arial",
      "bgcolor": [
       0.0627,
       0.0706,
       0.0941,
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
         "maxclass": "inlet",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          20.0,
          210.0,
          24.0
         ],
         "comment": "open"
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sound",
         "patching_rect": [
          20.0,
          54.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          9.5,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-3",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "input",
         "patching_rect": [
          250.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          182.5,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "descriptors: yours until automatic again",
         "patching_rect": [
          480.0,
          20.0,
          210.0,
          39.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          355.5,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-5",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "texture",
         "patching_rect": [
          710.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          29.0,
          154.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-6",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          710.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/texture",
         "patching_rect": [
          710.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-8",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          710.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-9",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          710.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          57.0,
          51.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 2.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much the sound moves by itself: 0 smooth, 1 as recorded, 2 rough"
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          710.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          42.0,
          134.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 2.0
        }
       },
       {
        "box": {
         "id": "obj-11",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/texture",
         "patching_rect": [
          710.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-13",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "pitch",
         "patching_rect": [
          940.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          171.0,
          29.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-14",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          940.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/pitch",
         "patching_rect": [
          940.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          940.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-17",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          940.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          218.5,
          51.0,
          60.0,
          81.0
         ],
         "min": -24.0,
         "size": 48.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "transposition; formants decides whether the colour follows"
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          940.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          203.5,
          134.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 1,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -24.0,
         "maximum": 24.0
        }
       },
       {
        "box": {
         "id": "obj-19",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/pitch",
         "patching_rect": [
          940.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          940.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "st",
         "patching_rect": [
          940.0,
          292.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          171.0,
          155.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "formants",
         "patching_rect": [
          1170.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          332.0,
          29.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1170.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/formants",
         "patching_rect": [
          1170.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-25",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1170.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1170.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          379.5,
          51.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "0: the body shrinks or grows with pitch; 1: body and vowels stay"
        }
       },
       {
        "box": {
         "id": "obj-27",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1170.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          364.5,
          134.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-28",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/formants",
         "patching_rect": [
          1170.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-29",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1170.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-30",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "width",
         "patching_rect": [
          1400.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          493.0,
          29.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-31",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1400.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-32",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/width",
         "patching_rect": [
          1400.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-33",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1400.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-34",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1400.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          540.5,
          51.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "stereo width; 0 is mono, the mono sum never changes"
        }
       },
       {
        "box": {
         "id": "obj-35",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1400.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          525.5,
          134.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-36",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/width",
         "patching_rect": [
          1400.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-37",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1400.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-38",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "fade",
         "patching_rect": [
          1630.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          655.0,
          29.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-39",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1630.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-40",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/fade",
         "patching_rect": [
          1630.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-41",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1630.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-42",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1630.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          702.5,
          51.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 30.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "length of the fade at start and stop"
        }
       },
       {
        "box": {
         "id": "obj-43",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1630.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          687.5,
          134.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 1,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 30.0
        }
       },
       {
        "box": {
         "id": "obj-44",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/fade",
         "patching_rect": [
          1630.0,
          224.0,
          210.0,
          24.0
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
          1630.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-46",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s",
         "patching_rect": [
          1630.0,
          292.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          655.0,
          155.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-47",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "loudness",
         "patching_rect": [
          20.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          202.0,
          128.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-48",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          20.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-49",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/input/loudness",
         "patching_rect": [
          20.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-50",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          20.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-51",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          44.0,
          224.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how far the live input writes the loudness"
        }
       },
       {
        "box": {
         "id": "obj-52",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          20.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          29.0,
          307.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-53",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/input/loudness",
         "patching_rect": [
          20.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-54",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          20.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-55",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "centroid",
         "patching_rect": [
          250.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          144.0,
          202.0,
          128.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-56",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          250.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-57",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/input/centroid",
         "patching_rect": [
          250.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-58",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          250.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-59",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          250.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          178.0,
          224.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how far the live input writes the centroid"
        }
       },
       {
        "box": {
         "id": "obj-60",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          250.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          163.0,
          307.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-61",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/input/centroid",
         "patching_rect": [
          250.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-62",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          250.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-63",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "flatness",
         "patching_rect": [
          480.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          278.0,
          202.0,
          128.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-64",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          480.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-65",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/input/flatness",
         "patching_rect": [
          480.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-66",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          480.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-67",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          480.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          312.0,
          224.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how far the live input writes the flatness"
        }
       },
       {
        "box": {
         "id": "obj-68",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          480.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          297.0,
          307.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-69",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/input/flatness",
         "patching_rect": [
          480.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-70",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          480.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-71",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "density",
         "patching_rect": [
          710.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          202.0,
          128.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-72",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          710.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-73",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/input/density",
         "patching_rect": [
          710.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-74",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          710.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-75",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          710.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          447.0,
          224.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how far the live input writes the attacks"
        }
       },
       {
        "box": {
         "id": "obj-76",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          710.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          432.0,
          307.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-77",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/input/density",
         "patching_rect": [
          710.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-78",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-79",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "notes",
         "patching_rect": [
          940.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          547.0,
          202.0,
          128.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-80",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          940.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-81",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/input/notes",
         "patching_rect": [
          940.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-82",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          940.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-83",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          940.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          581.0,
          224.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how far the live input writes the notes"
        }
       },
       {
        "box": {
         "id": "obj-84",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          940.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          566.0,
          307.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-85",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/input/notes",
         "patching_rect": [
          940.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-86",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          940.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-87",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "gate",
         "patching_rect": [
          1170.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          682.0,
          202.0,
          128.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-88",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1170.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-89",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/input/gate",
         "patching_rect": [
          1170.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-90",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1170.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-91",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1170.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          716.0,
          224.0,
          60.0,
          81.0
         ],
         "min": -90.0,
         "size": 90.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "what the live input hears below this is silence"
        }
       },
       {
        "box": {
         "id": "obj-92",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1170.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          701.0,
          307.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 1,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -90.0,
         "maximum": 0.0
        }
       },
       {
        "box": {
         "id": "obj-93",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/input/gate",
         "patching_rect": [
          1170.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-94",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1170.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-95",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "dBFS",
         "patching_rect": [
          1170.0,
          772.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          682.0,
          328.0,
          128.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-96",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "loudness",
         "patching_rect": [
          1400.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          375.0,
          154.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-97",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1400.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-98",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/loudness",
         "patching_rect": [
          1400.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-99",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1400.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-100",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1400.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          57.0,
          397.0,
          60.0,
          81.0
         ],
         "min": -70.0,
         "size": 57.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "level of the music the model plays"
        }
       },
       {
        "box": {
         "id": "obj-101",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1400.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          42.0,
          480.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 1,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -70.0,
         "maximum": -13.0
        }
       },
       {
        "box": {
         "id": "obj-102",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/loudness",
         "patching_rect": [
          1400.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-103",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1400.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-104",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "dBFS",
         "patching_rect": [
          1400.0,
          772.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          501.0,
          154.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-105",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "centroid",
         "patching_rect": [
          1630.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          171.0,
          375.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-106",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1630.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-107",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/centroid",
         "patching_rect": [
          1630.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-108",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1630.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-109",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1630.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          218.5,
          397.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "where the spectrum's weight lies, low to high"
        }
       },
       {
        "box": {
         "id": "obj-110",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1630.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          203.5,
          480.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 0,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 222.6,
         "maximum": 8271.9
        }
       },
       {
        "box": {
         "id": "obj-111",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/centroid",
         "patching_rect": [
          1630.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-112",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1630.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-113",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "expr 222.6 * exp($f1 * 3.615243)",
         "patching_rect": [
          1630.0,
          772.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-114",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "expr log($f1 / 222.6) / 3.615243",
         "patching_rect": [
          1630.0,
          806.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-115",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1630.0,
          840.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-116",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "Hz",
         "patching_rect": [
          1630.0,
          874.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          171.0,
          501.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-117",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "flatness",
         "patching_rect": [
          20.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          332.0,
          375.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-118",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          20.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-119",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/flatness",
         "patching_rect": [
          20.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-120",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          20.0,
          1082.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-121",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          1116.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          379.5,
          397.0,
          60.0,
          81.0
         ],
         "min": -43.17,
         "size": 41.45,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "from clear tones (low) to noise (high)"
        }
       },
       {
        "box": {
         "id": "obj-122",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          20.0,
          1150.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          364.5,
          480.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 1,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -43.17,
         "maximum": -1.72
        }
       },
       {
        "box": {
         "id": "obj-123",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/flatness",
         "patching_rect": [
          20.0,
          1184.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-124",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          20.0,
          1218.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-125",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "dB",
         "patching_rect": [
          20.0,
          1252.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          332.0,
          501.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-126",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "density",
         "patching_rect": [
          250.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          493.0,
          375.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-127",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          250.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-128",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/density",
         "patching_rect": [
          250.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-129",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          250.0,
          1082.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-130",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          250.0,
          1116.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          540.5,
          397.0,
          60.0,
          81.0
         ],
         "min": 0.0,
         "size": 12.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how many attacks a second"
        }
       },
       {
        "box": {
         "id": "obj-131",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          250.0,
          1150.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          525.5,
          480.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 1,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 12.0
        }
       },
       {
        "box": {
         "id": "obj-132",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/density",
         "patching_rect": [
          250.0,
          1184.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-133",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          250.0,
          1218.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-134",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "/s",
         "patching_rect": [
          250.0,
          1252.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          493.0,
          501.0,
          155.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-135",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          480.0,
          980.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-136",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/auto/loudness",
         "patching_rect": [
          480.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-137",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          480.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-138",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "auto loudness",
         "patching_rect": [
          480.0,
          1082.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          529.0,
          154.0,
          34.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "1: the model writes loudness again",
         "mode": 1,
         "texton": "auto loudness",
         "bgoncolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "usebgoncolor": 1
        }
       },
       {
        "box": {
         "id": "obj-139",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/auto/loudness",
         "patching_rect": [
          480.0,
          1116.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-140",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          480.0,
          1150.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-141",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          710.0,
          980.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-142",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/auto/centroid",
         "patching_rect": [
          710.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-143",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          710.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-144",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "auto centroid",
         "patching_rect": [
          710.0,
          1082.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          171.0,
          529.0,
          155.0,
          34.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "1: the model writes centroid again",
         "mode": 1,
         "texton": "auto centroid",
         "bgoncolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "usebgoncolor": 1
        }
       },
       {
        "box": {
         "id": "obj-145",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/auto/centroid",
         "patching_rect": [
          710.0,
          1116.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-146",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          1150.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-147",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          940.0,
          980.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-148",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/auto/flatness",
         "patching_rect": [
          940.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-149",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          940.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-150",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "auto flatness",
         "patching_rect": [
          940.0,
          1082.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          332.0,
          529.0,
          155.0,
          34.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "1: the model writes flatness again",
         "mode": 1,
         "texton": "auto flatness",
         "bgoncolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "usebgoncolor": 1
        }
       },
       {
        "box": {
         "id": "obj-151",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/auto/flatness",
         "patching_rect": [
          940.0,
          1116.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-152",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          940.0,
          1150.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-153",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1170.0,
          980.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-154",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/auto/density",
         "patching_rect": [
          1170.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-155",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1170.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-156",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "auto density",
         "patching_rect": [
          1170.0,
          1082.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          493.0,
          529.0,
          155.0,
          34.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "1: the model writes density again",
         "mode": 1,
         "texton": "auto density",
         "bgoncolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "usebgoncolor": 1
        }
       },
       {
        "box": {
         "id": "obj-157",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/auto/density",
         "patching_rect": [
          1170.0,
          1116.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-158",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1170.0,
          1150.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-159",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "all automatic",
         "patching_rect": [
          1400.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          655.0,
          529.0,
          155.0,
          34.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "1: the model writes every descriptor again, no key is held; 0: all stay"
        }
       },
       {
        "box": {
         "id": "obj-160",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/auto 1",
         "patching_rect": [
          1400.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-161",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1400.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       }
      ],
      "lines": [
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
          "obj-9",
          0
         ],
         "destination": [
          "obj-10",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          0
         ],
         "destination": [
          "obj-8",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-8",
          0
         ],
         "destination": [
          "obj-9",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-8",
          0
         ],
         "destination": [
          "obj-10",
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
          "obj-8",
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
          "obj-15",
          0
         ],
         "destination": [
          "obj-16",
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
          "obj-17",
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
          "obj-18",
          0
         ],
         "destination": [
          "obj-16",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-18",
          0
         ],
         "destination": [
          "obj-19",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-19",
          0
         ],
         "destination": [
          "obj-20",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-23",
          0
         ],
         "destination": [
          "obj-24",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-26",
          0
         ],
         "destination": [
          "obj-27",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-24",
          0
         ],
         "destination": [
          "obj-25",
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
          "obj-25",
          0
         ],
         "destination": [
          "obj-27",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-27",
          0
         ],
         "destination": [
          "obj-25",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-27",
          0
         ],
         "destination": [
          "obj-28",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-28",
          0
         ],
         "destination": [
          "obj-29",
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
          "obj-34",
          0
         ],
         "destination": [
          "obj-35",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-32",
          0
         ],
         "destination": [
          "obj-33",
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
          "obj-33",
          0
         ],
         "destination": [
          "obj-35",
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
          "obj-33",
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
          "obj-36",
          0
         ],
         "destination": [
          "obj-37",
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
          "obj-40",
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
          "obj-43",
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
          "obj-41",
          0
         ],
         "destination": [
          "obj-42",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          0
         ],
         "destination": [
          "obj-43",
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
          "obj-41",
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
          "obj-44",
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
       },
       {
        "patchline": {
         "source": [
          "obj-48",
          0
         ],
         "destination": [
          "obj-49",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-51",
          0
         ],
         "destination": [
          "obj-52",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-49",
          0
         ],
         "destination": [
          "obj-50",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-50",
          0
         ],
         "destination": [
          "obj-51",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-50",
          0
         ],
         "destination": [
          "obj-52",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-52",
          0
         ],
         "destination": [
          "obj-50",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-52",
          0
         ],
         "destination": [
          "obj-53",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-53",
          0
         ],
         "destination": [
          "obj-54",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-56",
          0
         ],
         "destination": [
          "obj-57",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-59",
          0
         ],
         "destination": [
          "obj-60",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-57",
          0
         ],
         "destination": [
          "obj-58",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-58",
          0
         ],
         "destination": [
          "obj-59",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-58",
          0
         ],
         "destination": [
          "obj-60",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-60",
          0
         ],
         "destination": [
          "obj-58",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-60",
          0
         ],
         "destination": [
          "obj-61",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-61",
          0
         ],
         "destination": [
          "obj-62",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-64",
          0
         ],
         "destination": [
          "obj-65",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-67",
          0
         ],
         "destination": [
          "obj-68",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-65",
          0
         ],
         "destination": [
          "obj-66",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-66",
          0
         ],
         "destination": [
          "obj-67",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-66",
          0
         ],
         "destination": [
          "obj-68",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-68",
          0
         ],
         "destination": [
          "obj-66",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-68",
          0
         ],
         "destination": [
          "obj-69",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-69",
          0
         ],
         "destination": [
          "obj-70",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-72",
          0
         ],
         "destination": [
          "obj-73",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          0
         ],
         "destination": [
          "obj-76",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-73",
          0
         ],
         "destination": [
          "obj-74",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-74",
          0
         ],
         "destination": [
          "obj-75",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-74",
          0
         ],
         "destination": [
          "obj-76",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-76",
          0
         ],
         "destination": [
          "obj-74",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-76",
          0
         ],
         "destination": [
          "obj-77",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-77",
          0
         ],
         "destination": [
          "obj-78",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-80",
          0
         ],
         "destination": [
          "obj-81",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-83",
          0
         ],
         "destination": [
          "obj-84",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-81",
          0
         ],
         "destination": [
          "obj-82",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-82",
          0
         ],
         "destination": [
          "obj-83",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-82",
          0
         ],
         "destination": [
          "obj-84",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-84",
          0
         ],
         "destination": [
          "obj-82",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-84",
          0
         ],
         "destination": [
          "obj-85",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-85",
          0
         ],
         "destination": [
          "obj-86",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-88",
          0
         ],
         "destination": [
          "obj-89",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-91",
          0
         ],
         "destination": [
          "obj-92",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-89",
          0
         ],
         "destination": [
          "obj-90",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-90",
          0
         ],
         "destination": [
          "obj-91",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-90",
          0
         ],
         "destination": [
          "obj-92",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-92",
          0
         ],
         "destination": [
          "obj-90",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-92",
          0
         ],
         "destination": [
          "obj-93",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-93",
          0
         ],
         "destination": [
          "obj-94",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-97",
          0
         ],
         "destination": [
          "obj-98",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-100",
          0
         ],
         "destination": [
          "obj-101",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-98",
          0
         ],
         "destination": [
          "obj-99",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-99",
          0
         ],
         "destination": [
          "obj-100",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-99",
          0
         ],
         "destination": [
          "obj-101",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-101",
          0
         ],
         "destination": [
          "obj-99",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-101",
          0
         ],
         "destination": [
          "obj-102",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-102",
          0
         ],
         "destination": [
          "obj-103",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-106",
          0
         ],
         "destination": [
          "obj-107",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          0
         ],
         "destination": [
          "obj-113",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-113",
          0
         ],
         "destination": [
          "obj-110",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-107",
          0
         ],
         "destination": [
          "obj-114",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-114",
          0
         ],
         "destination": [
          "obj-115",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-115",
          0
         ],
         "destination": [
          "obj-109",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-110",
          0
         ],
         "destination": [
          "obj-114",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-107",
          0
         ],
         "destination": [
          "obj-108",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-108",
          0
         ],
         "destination": [
          "obj-110",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-110",
          0
         ],
         "destination": [
          "obj-111",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-111",
          0
         ],
         "destination": [
          "obj-112",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-118",
          0
         ],
         "destination": [
          "obj-119",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-121",
          0
         ],
         "destination": [
          "obj-122",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-119",
          0
         ],
         "destination": [
          "obj-120",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-120",
          0
         ],
         "destination": [
          "obj-121",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-120",
          0
         ],
         "destination": [
          "obj-122",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-122",
          0
         ],
         "destination": [
          "obj-120",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-122",
          0
         ],
         "destination": [
          "obj-123",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-123",
          0
         ],
         "destination": [
          "obj-124",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-127",
          0
         ],
         "destination": [
          "obj-128",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-130",
          0
         ],
         "destination": [
          "obj-131",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-128",
          0
         ],
         "destination": [
          "obj-129",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-129",
          0
         ],
         "destination": [
          "obj-130",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-129",
          0
         ],
         "destination": [
          "obj-131",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-131",
          0
         ],
         "destination": [
          "obj-129",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-131",
          0
         ],
         "destination": [
          "obj-132",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-132",
          0
         ],
         "destination": [
          "obj-133",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-135",
          0
         ],
         "destination": [
          "obj-136",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-136",
          0
         ],
         "destination": [
          "obj-137",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-137",
          0
         ],
         "destination": [
          "obj-138",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-138",
          0
         ],
         "destination": [
          "obj-139",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-139",
          0
         ],
         "destination": [
          "obj-140",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-141",
          0
         ],
         "destination": [
          "obj-142",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-142",
          0
         ],
         "destination": [
          "obj-143",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-143",
          0
         ],
         "destination": [
          "obj-144",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-144",
          0
         ],
         "destination": [
          "obj-145",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-145",
          0
         ],
         "destination": [
          "obj-146",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-147",
          0
         ],
         "destination": [
          "obj-148",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-148",
          0
         ],
         "destination": [
          "obj-149",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-149",
          0
         ],
         "destination": [
          "obj-150",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-150",
          0
         ],
         "destination": [
          "obj-151",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-151",
          0
         ],
         "destination": [
          "obj-152",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-153",
          0
         ],
         "destination": [
          "obj-154",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-154",
          0
         ],
         "destination": [
          "obj-155",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-155",
          0
         ],
         "destination": [
          "obj-156",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-156",
          0
         ],
         "destination": [
          "obj-157",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-157",
          0
         ],
         "destination": [
          "obj-158",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-159",
          0
         ],
         "destination": [
          "obj-160",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-160",
          0
         ],
         "destination": [
          "obj-161",
          0
         ]
        }
       }
      ]
     }
    }
   },
   {
    "box": {
     "id": "obj-252",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "notes",
     "patching_rect": [
      1630.0,
      980.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      118.0,
      579.0,
      100.0,
      28.0
     ],
     "fontsize": 13.0
    }
   },
   {
    "box": {
     "id": "obj-253",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "open",
     "patching_rect": [
      1630.0,
      1014.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-254",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "pcontrol",
     "patching_rect": [
      1630.0,
      1048.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-255",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "p notes",
     "patching_rect": [
      1630.0,
      1082.0,
      210.0,
      24.0
     ],
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
       819.0,
       573.0
      ],
      "openinpresentation": 1,
      "default_fontsize": 12.0,
      "default_fontface": 0,
      "default_fontname": "Arial",
      "bgcolor": [
       0.0627,
       0.0706,
       0.0941,
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
         "maxclass": "inlet",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          20.0,
          210.0,
          24.0
         ],
         "comment": "open"
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "pitch classes",
         "patching_rect": [
          20.0,
          54.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          9.5,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-3",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "keys",
         "patching_rect": [
          250.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          248.0,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "C",
         "patching_rect": [
          480.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          29.0,
          60.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-5",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          480.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-6",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/C",
         "patching_rect": [
          480.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          480.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-8",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          480.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class C"
        }
       },
       {
        "box": {
         "id": "obj-9",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          480.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          149.0,
          60.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/C",
         "patching_rect": [
          480.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-11",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          480.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "C#",
         "patching_rect": [
          710.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          77.0,
          29.0,
          61.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
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
          710.0,
          54.0,
          210.0,
          24.0
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
         "text": "route /rt/param/chroma/C#",
         "patching_rect": [
          710.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          710.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          710.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          77.5,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class C#"
        }
       },
       {
        "box": {
         "id": "obj-17",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          710.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          77.0,
          149.0,
          61.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/C#",
         "patching_rect": [
          710.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-19",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "D",
         "patching_rect": [
          940.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          144.0,
          29.0,
          61.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          940.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/D",
         "patching_rect": [
          940.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          940.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          940.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          144.5,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class D"
        }
       },
       {
        "box": {
         "id": "obj-25",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          940.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          144.0,
          149.0,
          61.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/D",
         "patching_rect": [
          940.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-27",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          940.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-28",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "D#",
         "patching_rect": [
          1170.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          211.0,
          29.0,
          61.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-29",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1170.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-30",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/D#",
         "patching_rect": [
          1170.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-31",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1170.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-32",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1170.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          211.5,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class D#"
        }
       },
       {
        "box": {
         "id": "obj-33",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1170.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          211.0,
          149.0,
          61.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-34",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/D#",
         "patching_rect": [
          1170.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-35",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1170.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-36",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "E",
         "patching_rect": [
          1400.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          278.0,
          29.0,
          61.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-37",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1400.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-38",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/E",
         "patching_rect": [
          1400.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-39",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1400.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-40",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1400.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          278.5,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class E"
        }
       },
       {
        "box": {
         "id": "obj-41",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1400.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          278.0,
          149.0,
          61.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-42",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/E",
         "patching_rect": [
          1400.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-43",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1400.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-44",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "F",
         "patching_rect": [
          1630.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          346.0,
          29.0,
          60.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-45",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1630.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-46",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/F",
         "patching_rect": [
          1630.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-47",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1630.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-48",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1630.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          346.0,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class F"
        }
       },
       {
        "box": {
         "id": "obj-49",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1630.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          346.0,
          149.0,
          60.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-50",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/F",
         "patching_rect": [
          1630.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-51",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1630.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-52",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "F#",
         "patching_rect": [
          20.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          29.0,
          61.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-53",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          20.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-54",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/F#",
         "patching_rect": [
          20.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-55",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          20.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-56",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.5,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class F#"
        }
       },
       {
        "box": {
         "id": "obj-57",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          20.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          149.0,
          61.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-58",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/F#",
         "patching_rect": [
          20.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-59",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          20.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-60",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "G",
         "patching_rect": [
          250.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          480.0,
          29.0,
          61.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-61",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          250.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-62",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/G",
         "patching_rect": [
          250.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-63",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          250.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-64",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          250.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          480.5,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class G"
        }
       },
       {
        "box": {
         "id": "obj-65",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          250.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          480.0,
          149.0,
          61.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-66",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/G",
         "patching_rect": [
          250.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-67",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          250.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-68",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "G#",
         "patching_rect": [
          480.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          547.0,
          29.0,
          61.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-69",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          480.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-70",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/G#",
         "patching_rect": [
          480.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-71",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          480.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-72",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          480.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          547.5,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class G#"
        }
       },
       {
        "box": {
         "id": "obj-73",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          480.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          547.0,
          149.0,
          61.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-74",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/G#",
         "patching_rect": [
          480.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-75",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          480.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-76",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "A",
         "patching_rect": [
          710.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          614.0,
          29.0,
          61.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-77",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          710.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-78",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/A",
         "patching_rect": [
          710.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-79",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          710.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-80",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          710.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          614.5,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class A"
        }
       },
       {
        "box": {
         "id": "obj-81",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          710.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          614.0,
          149.0,
          61.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-82",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/A",
         "patching_rect": [
          710.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-83",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-84",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "A#",
         "patching_rect": [
          940.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          682.0,
          29.0,
          60.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-85",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          940.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-86",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/A#",
         "patching_rect": [
          940.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-87",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          940.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-88",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          940.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          682.0,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class A#"
        }
       },
       {
        "box": {
         "id": "obj-89",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          940.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          682.0,
          149.0,
          60.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-90",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/A#",
         "patching_rect": [
          940.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-91",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          940.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-92",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "B",
         "patching_rect": [
          1170.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          749.0,
          29.0,
          61.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 9.5
        }
       },
       {
        "box": {
         "id": "obj-93",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1170.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-94",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/param/chroma/B",
         "patching_rect": [
          1170.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-95",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1170.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-96",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1170.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          749.5,
          51.0,
          60.0,
          96.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "how much of the pitch class B"
        }
       },
       {
        "box": {
         "id": "obj-97",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1170.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          749.0,
          149.0,
          61.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-98",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/param/chroma/B",
         "patching_rect": [
          1170.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-99",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1170.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-100",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "pitch classes automatic",
         "patching_rect": [
          1400.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          198.0,
          262.0,
          44.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "1: the model writes all pitch classes again, no key is held"
        }
       },
       {
        "box": {
         "id": "obj-101",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/auto/chroma 1",
         "patching_rect": [
          1400.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-102",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1400.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-103",
         "maxclass": "kslider",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "int",
          "int"
         ],
         "patching_rect": [
          1630.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          268.0,
          800.0,
          152.0
         ],
         "offset": 36,
         "range": 48,
         "mode": 2
        }
       },
       {
        "box": {
         "id": "obj-104",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          "float"
         ],
         "text": "/ 127.",
         "patching_rect": [
          1630.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-105",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "pack 0 0.",
         "patching_rect": [
          1630.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-106",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/note",
         "patching_rect": [
          1630.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-107",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1630.0,
          636.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-108",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "the lower a key is touched, the louder; it sounds until it is let go",
         "patching_rect": [
          1630.0,
          670.0,
          210.0,
          54.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          426.0,
          600.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
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
          "obj-8",
          0
         ],
         "destination": [
          "obj-9",
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
          "obj-7",
          0
         ],
         "destination": [
          "obj-8",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          0
         ],
         "destination": [
          "obj-9",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-9",
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
          "obj-9",
          0
         ],
         "destination": [
          "obj-10",
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
          "obj-16",
          0
         ],
         "destination": [
          "obj-17",
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
          "obj-15",
          0
         ],
         "destination": [
          "obj-16",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-15",
          0
         ],
         "destination": [
          "obj-17",
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
          "obj-15",
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
          "obj-18",
          0
         ],
         "destination": [
          "obj-19",
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
          "obj-22",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-24",
          0
         ],
         "destination": [
          "obj-25",
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
          "obj-23",
          0
         ],
         "destination": [
          "obj-24",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-23",
          0
         ],
         "destination": [
          "obj-25",
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
          "obj-26",
          0
         ],
         "destination": [
          "obj-27",
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
          "obj-32",
          0
         ],
         "destination": [
          "obj-33",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-30",
          0
         ],
         "destination": [
          "obj-31",
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
          "obj-31",
          0
         ],
         "destination": [
          "obj-33",
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
          "obj-31",
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
          "obj-34",
          0
         ],
         "destination": [
          "obj-35",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-37",
          0
         ],
         "destination": [
          "obj-38",
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
          "obj-38",
          0
         ],
         "destination": [
          "obj-39",
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
          "obj-40",
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
          "obj-41",
          0
         ],
         "destination": [
          "obj-39",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          0
         ],
         "destination": [
          "obj-42",
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
          "obj-43",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-45",
          0
         ],
         "destination": [
          "obj-46",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-48",
          0
         ],
         "destination": [
          "obj-49",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-46",
          0
         ],
         "destination": [
          "obj-47",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-47",
          0
         ],
         "destination": [
          "obj-48",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-47",
          0
         ],
         "destination": [
          "obj-49",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-49",
          0
         ],
         "destination": [
          "obj-47",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-49",
          0
         ],
         "destination": [
          "obj-50",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-50",
          0
         ],
         "destination": [
          "obj-51",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-53",
          0
         ],
         "destination": [
          "obj-54",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-56",
          0
         ],
         "destination": [
          "obj-57",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-54",
          0
         ],
         "destination": [
          "obj-55",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-55",
          0
         ],
         "destination": [
          "obj-56",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-55",
          0
         ],
         "destination": [
          "obj-57",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-57",
          0
         ],
         "destination": [
          "obj-55",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-57",
          0
         ],
         "destination": [
          "obj-58",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-58",
          0
         ],
         "destination": [
          "obj-59",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-61",
          0
         ],
         "destination": [
          "obj-62",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-64",
          0
         ],
         "destination": [
          "obj-65",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-62",
          0
         ],
         "destination": [
          "obj-63",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-63",
          0
         ],
         "destination": [
          "obj-64",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-63",
          0
         ],
         "destination": [
          "obj-65",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-65",
          0
         ],
         "destination": [
          "obj-63",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-65",
          0
         ],
         "destination": [
          "obj-66",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-66",
          0
         ],
         "destination": [
          "obj-67",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-69",
          0
         ],
         "destination": [
          "obj-70",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-72",
          0
         ],
         "destination": [
          "obj-73",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-70",
          0
         ],
         "destination": [
          "obj-71",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-71",
          0
         ],
         "destination": [
          "obj-72",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-71",
          0
         ],
         "destination": [
          "obj-73",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-73",
          0
         ],
         "destination": [
          "obj-71",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-73",
          0
         ],
         "destination": [
          "obj-74",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-74",
          0
         ],
         "destination": [
          "obj-75",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-77",
          0
         ],
         "destination": [
          "obj-78",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-80",
          0
         ],
         "destination": [
          "obj-81",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-78",
          0
         ],
         "destination": [
          "obj-79",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-79",
          0
         ],
         "destination": [
          "obj-80",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-79",
          0
         ],
         "destination": [
          "obj-81",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-81",
          0
         ],
         "destination": [
          "obj-79",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-81",
          0
         ],
         "destination": [
          "obj-82",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-82",
          0
         ],
         "destination": [
          "obj-83",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-85",
          0
         ],
         "destination": [
          "obj-86",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-88",
          0
         ],
         "destination": [
          "obj-89",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-86",
          0
         ],
         "destination": [
          "obj-87",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-87",
          0
         ],
         "destination": [
          "obj-88",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-87",
          0
         ],
         "destination": [
          "obj-89",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-89",
          0
         ],
         "destination": [
          "obj-87",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-89",
          0
         ],
         "destination": [
          "obj-90",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-90",
          0
         ],
         "destination": [
          "obj-91",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-93",
          0
         ],
         "destination": [
          "obj-94",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-96",
          0
         ],
         "destination": [
          "obj-97",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-94",
          0
         ],
         "destination": [
          "obj-95",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-95",
          0
         ],
         "destination": [
          "obj-96",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-95",
          0
         ],
         "destination": [
          "obj-97",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-97",
          0
         ],
         "destination": [
          "obj-95",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-97",
          0
         ],
         "destination": [
          "obj-98",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-98",
          0
         ],
         "destination": [
          "obj-99",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-100",
          0
         ],
         "destination": [
          "obj-101",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-101",
          0
         ],
         "destination": [
          "obj-102",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-103",
          1
         ],
         "destination": [
          "obj-104",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-104",
          0
         ],
         "destination": [
          "obj-105",
          1
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-103",
          0
         ],
         "destination": [
          "obj-105",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-105",
          0
         ],
         "destination": [
          "obj-106",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-106",
          0
         ],
         "destination": [
          "obj-107",
          0
         ]
        }
       }
      ]
     }
    }
   },
   {
    "box": {
     "id": "obj-256",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "styles",
     "patching_rect": [
      20.0,
      1460.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      226.0,
      579.0,
      100.0,
      28.0
     ],
     "fontsize": 13.0
    }
   },
   {
    "box": {
     "id": "obj-257",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "open",
     "patching_rect": [
      20.0,
      1494.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-258",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "pcontrol",
     "patching_rect": [
      20.0,
      1528.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-259",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "p styles",
     "patching_rect": [
      20.0,
      1562.0,
      210.0,
      24.0
     ],
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
       819.0,
       573.0
      ],
      "openinpresentation": 1,
      "default_fontsize": 12.0,
      "default_fontface": 0,
      "default_fontname": "Arial",
      "bgcolor": [
       0.0627,
       0.0706,
       0.0941,
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
         "maxclass": "inlet",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          20.0,
          210.0,
          24.0
         ],
         "comment": "open"
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "weights",
         "patching_rect": [
          20.0,
          54.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          9.5,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-3",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "presets",
         "patching_rect": [
          250.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          325.5,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "ambient",
         "patching_rect": [
          480.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          29.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-5",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          480.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-6",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/style/ambient",
         "patching_rect": [
          480.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          480.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-8",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          480.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          27.0,
          51.0,
          60.0,
          225.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.8667,
          0.6118,
          0.3725,
          1.0
         ],
         "annotation": "weight of the style ambient"
        }
       },
       {
        "box": {
         "id": "obj-9",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          480.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          12.0,
          278.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/style/ambient",
         "patching_rect": [
          480.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-11",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          480.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-in",
         "patching_rect": [
          480.0,
          292.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-13",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "bells",
         "patching_rect": [
          710.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          110.0,
          29.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-14",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          710.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/style/bells",
         "patching_rect": [
          710.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          710.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-17",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          710.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          127.5,
          51.0,
          60.0,
          225.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.702,
          0.8667,
          0.3725,
          1.0
         ],
         "annotation": "weight of the style bells"
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          710.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          112.5,
          278.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-19",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/style/bells",
         "patching_rect": [
          710.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-in",
         "patching_rect": [
          710.0,
          292.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "choir",
         "patching_rect": [
          940.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          211.0,
          29.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          940.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/style/choir",
         "patching_rect": [
          940.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-25",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          940.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          940.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          228.5,
          51.0,
          60.0,
          225.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3725,
          0.8667,
          0.4706,
          1.0
         ],
         "annotation": "weight of the style choir"
        }
       },
       {
        "box": {
         "id": "obj-27",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          940.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          213.5,
          278.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-28",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/style/choir",
         "patching_rect": [
          940.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-29",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          940.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-30",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-in",
         "patching_rect": [
          940.0,
          292.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-31",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "guitar",
         "patching_rect": [
          1170.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          312.0,
          29.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-32",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1170.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-33",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/style/guitar",
         "patching_rect": [
          1170.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-34",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1170.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-35",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1170.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          329.0,
          51.0,
          60.0,
          225.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3725,
          0.8431,
          0.8667,
          1.0
         ],
         "annotation": "weight of the style guitar"
        }
       },
       {
        "box": {
         "id": "obj-36",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1170.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          314.0,
          278.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-37",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/style/guitar",
         "patching_rect": [
          1170.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-38",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1170.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-39",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-in",
         "patching_rect": [
          1170.0,
          292.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-40",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "nature",
         "patching_rect": [
          1400.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          29.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-41",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1400.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-42",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/style/nature",
         "patching_rect": [
          1400.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-43",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1400.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-44",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1400.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          430.0,
          51.0,
          60.0,
          225.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3725,
          0.4196,
          0.8667,
          1.0
         ],
         "annotation": "weight of the style nature"
        }
       },
       {
        "box": {
         "id": "obj-45",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1400.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          415.0,
          278.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-46",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/style/nature",
         "patching_rect": [
          1400.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-47",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1400.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-48",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-in",
         "patching_rect": [
          1400.0,
          292.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-49",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "piano",
         "patching_rect": [
          1630.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          514.0,
          29.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-50",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1630.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-51",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/style/piano",
         "patching_rect": [
          1630.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-52",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1630.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-53",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1630.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          531.0,
          51.0,
          60.0,
          225.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.7529,
          0.3725,
          0.8667,
          1.0
         ],
         "annotation": "weight of the style piano"
        }
       },
       {
        "box": {
         "id": "obj-54",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1630.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          516.0,
          278.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-55",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/style/piano",
         "patching_rect": [
          1630.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-56",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1630.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-57",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-in",
         "patching_rect": [
          1630.0,
          292.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-58",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "strings",
         "patching_rect": [
          20.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          614.0,
          29.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-59",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          20.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-60",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/style/strings",
         "patching_rect": [
          20.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-61",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          20.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-62",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          631.5,
          51.0,
          60.0,
          225.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.8667,
          0.3725,
          0.5608,
          1.0
         ],
         "annotation": "weight of the style strings"
        }
       },
       {
        "box": {
         "id": "obj-63",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          20.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          616.5,
          278.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-64",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/style/strings",
         "patching_rect": [
          20.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-65",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          20.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-66",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-in",
         "patching_rect": [
          20.0,
          772.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-67",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "morph",
         "patching_rect": [
          250.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          715.0,
          29.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-68",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          250.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-69",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/morph/position",
         "patching_rect": [
          250.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-70",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          250.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-71",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          250.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          732.5,
          51.0,
          60.0,
          225.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "stand between the last two presets that were morphed; 0 and 1 are these"
        }
       },
       {
        "box": {
         "id": "obj-72",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          250.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          717.5,
          278.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": 0.0,
         "maximum": 1.0
        }
       },
       {
        "box": {
         "id": "obj-73",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/morph/position",
         "patching_rect": [
          250.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-74",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          250.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-75",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "piano alone",
         "patching_rect": [
          480.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          345.0,
          195.0,
          69.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset piano alone"
        }
       },
       {
        "box": {
         "id": "obj-76",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"piano alone\"",
         "patching_rect": [
          480.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-77",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          480.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-78",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "low piano",
         "patching_rect": [
          710.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          211.0,
          345.0,
          195.0,
          69.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset low piano"
        }
       },
       {
        "box": {
         "id": "obj-79",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"low piano\"",
         "patching_rect": [
          710.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-80",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-81",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "piano in the rain",
         "patching_rect": [
          940.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          345.0,
          195.0,
          69.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset piano in the rain"
        }
       },
       {
        "box": {
         "id": "obj-82",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"piano in the rain\"",
         "patching_rect": [
          940.0,
          534.0,
          210.0,
          39.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-83",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          940.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-84",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "night bells",
         "patching_rect": [
          1170.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          614.0,
          345.0,
          196.0,
          69.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset night bells"
        }
       },
       {
        "box": {
         "id": "obj-85",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"night bells\"",
         "patching_rect": [
          1170.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-86",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1170.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-87",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "bright bells",
         "patching_rect": [
          1400.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          420.0,
          195.0,
          68.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset bright bells"
        }
       },
       {
        "box": {
         "id": "obj-88",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"bright bells\"",
         "patching_rect": [
          1400.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-89",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1400.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-90",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "lively guitar",
         "patching_rect": [
          1630.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          211.0,
          420.0,
          195.0,
          68.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset lively guitar"
        }
       },
       {
        "box": {
         "id": "obj-91",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"lively guitar\"",
         "patching_rect": [
          1630.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-92",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1630.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-93",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "still choir",
         "patching_rect": [
          20.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          420.0,
          195.0,
          68.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset still choir"
        }
       },
       {
        "box": {
         "id": "obj-94",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"still choir\"",
         "patching_rect": [
          20.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-95",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          20.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-96",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "strings in D",
         "patching_rect": [
          250.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          614.0,
          420.0,
          196.0,
          68.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset strings in D"
        }
       },
       {
        "box": {
         "id": "obj-97",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"strings in D\"",
         "patching_rect": [
          250.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-98",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          250.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-99",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "deep drone",
         "patching_rect": [
          480.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          495.0,
          195.0,
          68.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset deep drone"
        }
       },
       {
        "box": {
         "id": "obj-100",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"deep drone\"",
         "patching_rect": [
          480.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-101",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          480.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-102",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "between choir and piano",
         "patching_rect": [
          710.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          211.0,
          495.0,
          195.0,
          68.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "preset between choir and piano"
        }
       },
       {
        "box": {
         "id": "obj-103",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/preset/load \"between choir and piano\"",
         "patching_rect": [
          710.0,
          1014.0,
          210.0,
          39.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-104",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          1082.0,
          210.0,
          24.0
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
          "obj-8",
          0
         ],
         "destination": [
          "obj-9",
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
          "obj-7",
          0
         ],
         "destination": [
          "obj-8",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          0
         ],
         "destination": [
          "obj-9",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-9",
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
          "obj-9",
          0
         ],
         "destination": [
          "obj-10",
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
          "obj-10",
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
          "obj-15",
          0
         ],
         "destination": [
          "obj-16",
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
          "obj-17",
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
          "obj-18",
          0
         ],
         "destination": [
          "obj-16",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-18",
          0
         ],
         "destination": [
          "obj-19",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-19",
          0
         ],
         "destination": [
          "obj-20",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-19",
          0
         ],
         "destination": [
          "obj-21",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-23",
          0
         ],
         "destination": [
          "obj-24",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-26",
          0
         ],
         "destination": [
          "obj-27",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-24",
          0
         ],
         "destination": [
          "obj-25",
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
          "obj-25",
          0
         ],
         "destination": [
          "obj-27",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-27",
          0
         ],
         "destination": [
          "obj-25",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-27",
          0
         ],
         "destination": [
          "obj-28",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-28",
          0
         ],
         "destination": [
          "obj-29",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-28",
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
          "obj-32",
          0
         ],
         "destination": [
          "obj-33",
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
          "obj-34",
          0
         ],
         "destination": [
          "obj-35",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-34",
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
          "obj-36",
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
          "obj-36",
          0
         ],
         "destination": [
          "obj-37",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-37",
          0
         ],
         "destination": [
          "obj-38",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-37",
          0
         ],
         "destination": [
          "obj-39",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          0
         ],
         "destination": [
          "obj-42",
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
       },
       {
        "patchline": {
         "source": [
          "obj-42",
          0
         ],
         "destination": [
          "obj-43",
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
          "obj-44",
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
          "obj-45",
          0
         ],
         "destination": [
          "obj-43",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-45",
          0
         ],
         "destination": [
          "obj-46",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-46",
          0
         ],
         "destination": [
          "obj-47",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-46",
          0
         ],
         "destination": [
          "obj-48",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-50",
          0
         ],
         "destination": [
          "obj-51",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-53",
          0
         ],
         "destination": [
          "obj-54",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-51",
          0
         ],
         "destination": [
          "obj-52",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-52",
          0
         ],
         "destination": [
          "obj-53",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-52",
          0
         ],
         "destination": [
          "obj-54",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-54",
          0
         ],
         "destination": [
          "obj-52",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-54",
          0
         ],
         "destination": [
          "obj-55",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-55",
          0
         ],
         "destination": [
          "obj-56",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-55",
          0
         ],
         "destination": [
          "obj-57",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-59",
          0
         ],
         "destination": [
          "obj-60",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-62",
          0
         ],
         "destination": [
          "obj-63",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-60",
          0
         ],
         "destination": [
          "obj-61",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-61",
          0
         ],
         "destination": [
          "obj-62",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-61",
          0
         ],
         "destination": [
          "obj-63",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-63",
          0
         ],
         "destination": [
          "obj-61",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-63",
          0
         ],
         "destination": [
          "obj-64",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-64",
          0
         ],
         "destination": [
          "obj-65",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-64",
          0
         ],
         "destination": [
          "obj-66",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-68",
          0
         ],
         "destination": [
          "obj-69",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-71",
          0
         ],
         "destination": [
          "obj-72",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-69",
          0
         ],
         "destination": [
          "obj-70",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-70",
          0
         ],
         "destination": [
          "obj-71",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-70",
          0
         ],
         "destination": [
          "obj-72",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-72",
          0
         ],
         "destination": [
          "obj-70",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-72",
          0
         ],
         "destination": [
          "obj-73",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-73",
          0
         ],
         "destination": [
          "obj-74",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          0
         ],
         "destination": [
          "obj-76",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-76",
          0
         ],
         "destination": [
          "obj-77",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-78",
          0
         ],
         "destination": [
          "obj-79",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-79",
          0
         ],
         "destination": [
          "obj-80",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-81",
          0
         ],
         "destination": [
          "obj-82",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-82",
          0
         ],
         "destination": [
          "obj-83",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-84",
          0
         ],
         "destination": [
          "obj-85",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-85",
          0
         ],
         "destination": [
          "obj-86",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-87",
          0
         ],
         "destination": [
          "obj-88",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-88",
          0
         ],
         "destination": [
          "obj-89",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-90",
          0
         ],
         "destination": [
          "obj-91",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-91",
          0
         ],
         "destination": [
          "obj-92",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-93",
          0
         ],
         "destination": [
          "obj-94",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-94",
          0
         ],
         "destination": [
          "obj-95",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-96",
          0
         ],
         "destination": [
          "obj-97",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-97",
          0
         ],
         "destination": [
          "obj-98",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-99",
          0
         ],
         "destination": [
          "obj-100",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-100",
          0
         ],
         "destination": [
          "obj-101",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-102",
          0
         ],
         "destination": [
          "obj-103",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-103",
          0
         ],
         "destination": [
          "obj-104",
          0
         ]
        }
       }
      ]
     }
    }
   },
   {
    "box": {
     "id": "obj-260",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "latents",
     "patching_rect": [
      250.0,
      1460.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      334.0,
      579.0,
      100.0,
      28.0
     ],
     "fontsize": 13.0
    }
   },
   {
    "box": {
     "id": "obj-261",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "open",
     "patching_rect": [
      250.0,
      1494.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-262",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "pcontrol",
     "patching_rect": [
      250.0,
      1528.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-263",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "p latents",
     "patching_rect": [
      250.0,
      1562.0,
      210.0,
      24.0
     ],
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
       819.0,
       573.0
      ],
      "openinpresentation": 1,
      "default_fontsize": 12.0,
      "default_fontface": 0,
      "default_fontname": "Arial",
      "bgcolor": [
       0.0627,
       0.0706,
       0.0941,
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
         "maxclass": "inlet",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          20.0,
          210.0,
          24.0
         ],
         "comment": "open"
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "offsets, the most important first",
         "patching_rect": [
          20.0,
          54.0,
          210.0,
          39.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          9.5,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-3",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "0",
         "patching_rect": [
          250.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          29.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          250.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-5",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/latent/0",
         "patching_rect": [
          250.0,
          88.0,
          210.0,
          24.0
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
         "text": "prepend set",
         "patching_rect": [
          250.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          250.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          27.0,
          51.0,
          60.0,
          286.0
         ],
         "min": -4.0,
         "size": 8.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "offset of latent 0; 0 is the most important"
        }
       },
       {
        "box": {
         "id": "obj-8",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          250.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          12.0,
          339.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -4.0,
         "maximum": 4.0
        }
       },
       {
        "box": {
         "id": "obj-9",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/latent/0",
         "patching_rect": [
          250.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          250.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-11",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sigma",
         "patching_rect": [
          250.0,
          292.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          360.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "1",
         "patching_rect": [
          480.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          110.0,
          29.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
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
          480.0,
          54.0,
          210.0,
          24.0
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
         "text": "route /rt/latent/1",
         "patching_rect": [
          480.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          480.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          480.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          127.5,
          51.0,
          60.0,
          286.0
         ],
         "min": -4.0,
         "size": 8.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "offset of latent 1; 0 is the most important"
        }
       },
       {
        "box": {
         "id": "obj-17",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          480.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          112.5,
          339.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -4.0,
         "maximum": 4.0
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/latent/1",
         "patching_rect": [
          480.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-19",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          480.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sigma",
         "patching_rect": [
          480.0,
          292.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          110.0,
          360.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "2",
         "patching_rect": [
          710.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          211.0,
          29.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          710.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/latent/2",
         "patching_rect": [
          710.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          710.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-25",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          710.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          228.5,
          51.0,
          60.0,
          286.0
         ],
         "min": -4.0,
         "size": 8.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "offset of latent 2; 0 is the most important"
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          710.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          213.5,
          339.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -4.0,
         "maximum": 4.0
        }
       },
       {
        "box": {
         "id": "obj-27",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/latent/2",
         "patching_rect": [
          710.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-28",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-29",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sigma",
         "patching_rect": [
          710.0,
          292.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          211.0,
          360.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-30",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "3",
         "patching_rect": [
          940.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          312.0,
          29.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-31",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          940.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-32",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/latent/3",
         "patching_rect": [
          940.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-33",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          940.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-34",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          940.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          329.0,
          51.0,
          60.0,
          286.0
         ],
         "min": -4.0,
         "size": 8.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "offset of latent 3; 0 is the most important"
        }
       },
       {
        "box": {
         "id": "obj-35",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          940.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          314.0,
          339.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -4.0,
         "maximum": 4.0
        }
       },
       {
        "box": {
         "id": "obj-36",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/latent/3",
         "patching_rect": [
          940.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-37",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          940.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-38",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sigma",
         "patching_rect": [
          940.0,
          292.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          312.0,
          360.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-39",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "4",
         "patching_rect": [
          1170.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          29.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-40",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1170.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-41",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/latent/4",
         "patching_rect": [
          1170.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-42",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1170.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-43",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1170.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          430.0,
          51.0,
          60.0,
          286.0
         ],
         "min": -4.0,
         "size": 8.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "offset of latent 4; 0 is the most important"
        }
       },
       {
        "box": {
         "id": "obj-44",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1170.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          415.0,
          339.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -4.0,
         "maximum": 4.0
        }
       },
       {
        "box": {
         "id": "obj-45",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/latent/4",
         "patching_rect": [
          1170.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-46",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1170.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-47",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sigma",
         "patching_rect": [
          1170.0,
          292.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          360.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-48",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "5",
         "patching_rect": [
          1400.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          514.0,
          29.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-49",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1400.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-50",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/latent/5",
         "patching_rect": [
          1400.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-51",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1400.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-52",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1400.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          531.0,
          51.0,
          60.0,
          286.0
         ],
         "min": -4.0,
         "size": 8.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "offset of latent 5; 0 is the most important"
        }
       },
       {
        "box": {
         "id": "obj-53",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1400.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          516.0,
          339.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -4.0,
         "maximum": 4.0
        }
       },
       {
        "box": {
         "id": "obj-54",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/latent/5",
         "patching_rect": [
          1400.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-55",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1400.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-56",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sigma",
         "patching_rect": [
          1400.0,
          292.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          514.0,
          360.0,
          94.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-57",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "6",
         "patching_rect": [
          1630.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          614.0,
          29.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-58",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1630.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-59",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/latent/6",
         "patching_rect": [
          1630.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-60",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1630.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-61",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1630.0,
          156.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          631.5,
          51.0,
          60.0,
          286.0
         ],
         "min": -4.0,
         "size": 8.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "offset of latent 6; 0 is the most important"
        }
       },
       {
        "box": {
         "id": "obj-62",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1630.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          616.5,
          339.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -4.0,
         "maximum": 4.0
        }
       },
       {
        "box": {
         "id": "obj-63",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/latent/6",
         "patching_rect": [
          1630.0,
          224.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-64",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1630.0,
          258.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-65",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sigma",
         "patching_rect": [
          1630.0,
          292.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          614.0,
          360.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-66",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "7",
         "patching_rect": [
          20.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          715.0,
          29.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-67",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          20.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-68",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/latent/7",
         "patching_rect": [
          20.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-69",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          20.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-70",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          732.5,
          51.0,
          60.0,
          286.0
         ],
         "min": -4.0,
         "size": 8.0,
         "floatoutput": 1,
         "orientation": 2,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ],
         "annotation": "offset of latent 7; 0 is the most important"
        }
       },
       {
        "box": {
         "id": "obj-71",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          20.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          717.5,
          339.0,
          90.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "minimum": -4.0,
         "maximum": 4.0
        }
       },
       {
        "box": {
         "id": "obj-72",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend /rt/latent/7",
         "patching_rect": [
          20.0,
          704.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-73",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          20.0,
          738.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-74",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sigma",
         "patching_rect": [
          20.0,
          772.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          715.0,
          360.0,
          95.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-75",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "all to 0",
         "patching_rect": [
          250.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          387.0,
          195.0,
          71.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "every latent as the model has it"
        }
       },
       {
        "box": {
         "id": "obj-76",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/latent/0 0, /rt/latent/1 0, /rt/latent/2 0, /rt/latent/3 0, /rt/latent/4 0, /rt/latent/5 0, /rt/latent/6 0, /rt/latent/7 0",
         "patching_rect": [
          250.0,
          534.0,
          210.0,
          69.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-77",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          250.0,
          636.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-78",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-in",
         "patching_rect": [
          250.0,
          670.0,
          210.0,
          24.0
         ]
        }
       }
      ],
      "lines": [
       {
        "patchline": {
         "source": [
          "obj-4",
          0
         ],
         "destination": [
          "obj-5",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          0
         ],
         "destination": [
          "obj-8",
          0
         ]
        }
       },
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
          "obj-6",
          0
         ],
         "destination": [
          "obj-8",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-8",
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
          "obj-8",
          0
         ],
         "destination": [
          "obj-9",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-9",
          0
         ],
         "destination": [
          "obj-10",
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
          "obj-16",
          0
         ],
         "destination": [
          "obj-17",
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
          "obj-15",
          0
         ],
         "destination": [
          "obj-16",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-15",
          0
         ],
         "destination": [
          "obj-17",
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
          "obj-15",
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
          "obj-18",
          0
         ],
         "destination": [
          "obj-19",
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
          "obj-23",
          0
         ],
         "destination": [
          "obj-24",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-24",
          0
         ],
         "destination": [
          "obj-25",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-24",
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
          "obj-26",
          0
         ],
         "destination": [
          "obj-24",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-26",
          0
         ],
         "destination": [
          "obj-27",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-27",
          0
         ],
         "destination": [
          "obj-28",
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
          "obj-34",
          0
         ],
         "destination": [
          "obj-35",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-32",
          0
         ],
         "destination": [
          "obj-33",
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
          "obj-33",
          0
         ],
         "destination": [
          "obj-35",
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
          "obj-33",
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
          "obj-36",
          0
         ],
         "destination": [
          "obj-37",
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
          "obj-43",
          0
         ],
         "destination": [
          "obj-44",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          0
         ],
         "destination": [
          "obj-42",
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
          "obj-43",
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
          "obj-44",
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
          "obj-42",
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
       },
       {
        "patchline": {
         "source": [
          "obj-45",
          0
         ],
         "destination": [
          "obj-46",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-49",
          0
         ],
         "destination": [
          "obj-50",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-52",
          0
         ],
         "destination": [
          "obj-53",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-50",
          0
         ],
         "destination": [
          "obj-51",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-51",
          0
         ],
         "destination": [
          "obj-52",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-51",
          0
         ],
         "destination": [
          "obj-53",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-53",
          0
         ],
         "destination": [
          "obj-51",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-53",
          0
         ],
         "destination": [
          "obj-54",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-54",
          0
         ],
         "destination": [
          "obj-55",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-58",
          0
         ],
         "destination": [
          "obj-59",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-61",
          0
         ],
         "destination": [
          "obj-62",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-59",
          0
         ],
         "destination": [
          "obj-60",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-60",
          0
         ],
         "destination": [
          "obj-61",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-60",
          0
         ],
         "destination": [
          "obj-62",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-62",
          0
         ],
         "destination": [
          "obj-60",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-62",
          0
         ],
         "destination": [
          "obj-63",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-63",
          0
         ],
         "destination": [
          "obj-64",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-67",
          0
         ],
         "destination": [
          "obj-68",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-70",
          0
         ],
         "destination": [
          "obj-71",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-68",
          0
         ],
         "destination": [
          "obj-69",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-69",
          0
         ],
         "destination": [
          "obj-70",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-69",
          0
         ],
         "destination": [
          "obj-71",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-71",
          0
         ],
         "destination": [
          "obj-69",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-71",
          0
         ],
         "destination": [
          "obj-72",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-72",
          0
         ],
         "destination": [
          "obj-73",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          0
         ],
         "destination": [
          "obj-76",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-76",
          0
         ],
         "destination": [
          "obj-77",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-76",
          0
         ],
         "destination": [
          "obj-78",
          0
         ]
        }
       }
      ]
     }
    }
   },
   {
    "box": {
     "id": "obj-264",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "outlettype": [
      "",
      "",
      "int"
     ],
     "text": "status",
     "patching_rect": [
      480.0,
      1460.0,
      210.0,
      24.0
     ],
     "presentation": 1,
     "presentation_rect": [
      442.0,
      579.0,
      100.0,
      28.0
     ],
     "fontsize": 13.0
    }
   },
   {
    "box": {
     "id": "obj-265",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "open",
     "patching_rect": [
      480.0,
      1494.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-266",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "text": "pcontrol",
     "patching_rect": [
      480.0,
      1528.0,
      210.0,
      24.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-267",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "text": "p status",
     "patching_rect": [
      480.0,
      1562.0,
      210.0,
      24.0
     ],
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
       819.0,
       573.0
      ],
      "openinpresentation": 1,
      "default_fontsize": 12.0,
      "default_fontface": 0,
      "default_fontname": "Arial",
      "bgcolor": [
       0.0627,
       0.0706,
       0.0941,
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
         "maxclass": "inlet",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          20.0,
          210.0,
          24.0
         ],
         "comment": "open"
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "connection and takes",
         "patching_rect": [
          20.0,
          54.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          9.5,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-3",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "meters",
         "patching_rect": [
          250.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          118.5,
          800.0,
          20.0
         ],
         "textcolor": [
          0.6039,
          0.6275,
          0.6902,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "subscribe",
         "patching_rect": [
          480.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          29.0,
          154.0,
          84.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "send me every change, on this port; forgotten after a minute without a packet"
        }
       },
       {
        "box": {
         "id": "obj-5",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/subscribe 9001",
         "patching_rect": [
          480.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-6",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          480.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "sync",
         "patching_rect": [
          710.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          171.0,
          29.0,
          155.0,
          84.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "send me every value, once"
        }
       },
       {
        "box": {
         "id": "obj-8",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/sync",
         "patching_rect": [
          710.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-9",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          710.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "ping",
         "patching_rect": [
          940.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          332.0,
          29.0,
          155.0,
          84.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "answers /rt/pong"
        }
       },
       {
        "box": {
         "id": "obj-11",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/ping",
         "patching_rect": [
          940.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          940.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-13",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "record start",
         "patching_rect": [
          1170.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          493.0,
          29.0,
          155.0,
          84.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "record what is heard, and the messages that shaped it, under this name"
        }
       },
       {
        "box": {
         "id": "obj-14",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "/rt/record/start",
         "patching_rect": [
          1170.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "s rtgen-out",
         "patching_rect": [
          1170.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "textbutton",
         "numinlets": 1,
         "numoutlets": 3,
         "outlettype": [
          "",
          "",
          "int"
         ],
         "text": "record stop",
         "patching_rect": [
          1400.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          655.0,
          29.0,
          155.0,
          84.0
         ],
         "bgcolor": [
          0.3098,
          0.6392,
          0.8196,
          0.35
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "rounded": 6.0,
         "fontsize": 12.0,
         "annotation": "end the take"
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
         "text": "/rt/record/stop",
         "patching_rect": [
          1400.0,
          54.0,
          210.0,
          24.0
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
          1400.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-19",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "level left dBFS",
         "patching_rect": [
          1630.0,
          20.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          156.0,
          95.03999999999999,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1630.0,
          54.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/level",
         "patching_rect": [
          1630.0,
          88.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "float",
          "float"
         ],
         "text": "unpack 0. 0.",
         "patching_rect": [
          1630.0,
          122.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1630.0,
          156.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          1630.0,
          190.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          105.03999999999999,
          144.0,
          231.60000000000002,
          44.0
         ],
         "min": -60.0,
         "size": 60.0,
         "floatoutput": 1,
         "orientation": 1,
         "ignoreclick": 1,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-25",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1630.0,
          224.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          342.64,
          156.0,
          63.36,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 1,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "ignoreclick": 1
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "level right dBFS",
         "patching_rect": [
          20.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          156.0,
          95.28,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-27",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          20.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-28",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/level",
         "patching_rect": [
          20.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-29",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "float",
          "float"
         ],
         "text": "unpack 0. 0.",
         "patching_rect": [
          20.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-30",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          20.0,
          636.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-31",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          20.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          508.28,
          144.0,
          232.20000000000002,
          44.0
         ],
         "min": -60.0,
         "size": 60.0,
         "floatoutput": 1,
         "orientation": 1,
         "ignoreclick": 1,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-32",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          20.0,
          704.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          746.48,
          156.0,
          63.52,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 1,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "ignoreclick": 1
        }
       },
       {
        "box": {
         "id": "obj-33",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "load",
         "patching_rect": [
          250.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          217.5,
          95.03999999999999,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-34",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          250.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-35",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/load",
         "patching_rect": [
          250.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-36",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "float",
          "float"
         ],
         "text": "unpack 0. 0.",
         "patching_rect": [
          250.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-37",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          250.0,
          636.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-38",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          250.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          105.03999999999999,
          206.0,
          231.60000000000002,
          43.0
         ],
         "min": 0.0,
         "size": 1.0,
         "floatoutput": 1,
         "orientation": 1,
         "ignoreclick": 1,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-39",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          250.0,
          704.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          342.64,
          217.5,
          63.36,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "ignoreclick": 1
        }
       },
       {
        "box": {
         "id": "obj-40",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "input dBFS",
         "patching_rect": [
          480.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          217.5,
          95.28,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-41",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          480.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-42",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/input",
         "patching_rect": [
          480.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-43",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "float",
          "float"
         ],
         "text": "unpack 0. 0.",
         "patching_rect": [
          480.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-44",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          480.0,
          636.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-45",
         "maxclass": "slider",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "patching_rect": [
          480.0,
          670.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          508.28,
          206.0,
          232.20000000000002,
          43.0
         ],
         "min": -60.0,
         "size": 60.0,
         "floatoutput": 1,
         "orientation": 1,
         "ignoreclick": 1,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "elementcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "knobcolor": [
          0.3098,
          0.6392,
          0.8196,
          1.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-46",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          480.0,
          704.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          746.48,
          217.5,
          63.52,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 1,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "ignoreclick": 1
        }
       },
       {
        "box": {
         "id": "obj-47",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "cpu",
         "patching_rect": [
          710.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          272.5,
          95.03999999999999,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-48",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          710.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-49",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/cpu",
         "patching_rect": [
          710.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-50",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          710.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-51",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          710.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          105.03999999999999,
          272.5,
          100.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 2,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "ignoreclick": 1
        }
       },
       {
        "box": {
         "id": "obj-52",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "underruns",
         "patching_rect": [
          940.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          272.5,
          95.28,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-53",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          940.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-54",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/underruns",
         "patching_rect": [
          940.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-55",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          940.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-56",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          940.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          508.28,
          272.5,
          100.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 0,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "ignoreclick": 1
        }
       },
       {
        "box": {
         "id": "obj-57",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "latency ms",
         "patching_rect": [
          1170.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          319.5,
          95.03999999999999,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-58",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1170.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-59",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/latency_ms",
         "patching_rect": [
          1170.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-60",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1170.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-61",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          1170.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          105.03999999999999,
          319.5,
          100.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 0,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "ignoreclick": 1
        }
       },
       {
        "box": {
         "id": "obj-62",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "model",
         "patching_rect": [
          1400.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          319.5,
          95.28,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-63",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1400.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-64",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/model",
         "patching_rect": [
          1400.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-65",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1400.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-66",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "-",
         "patching_rect": [
          1400.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          508.28,
          319.5,
          301.72,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-67",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "preset",
         "patching_rect": [
          1630.0,
          500.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          366.5,
          95.03999999999999,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-68",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          1630.0,
          534.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-69",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/preset",
         "patching_rect": [
          1630.0,
          568.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-70",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          1630.0,
          602.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-71",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "-",
         "patching_rect": [
          1630.0,
          636.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          105.03999999999999,
          366.5,
          300.96000000000004,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-72",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "sender",
         "patching_rect": [
          20.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          366.5,
          95.28,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-73",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          20.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-74",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/sender",
         "patching_rect": [
          20.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-75",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          20.0,
          1082.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-76",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "-",
         "patching_rect": [
          20.0,
          1116.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          508.28,
          366.5,
          301.72,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-77",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "midi",
         "patching_rect": [
          250.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          414.5,
          95.03999999999999,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-78",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          250.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-79",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/midi",
         "patching_rect": [
          250.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-80",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          250.0,
          1082.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-81",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "-",
         "patching_rect": [
          250.0,
          1116.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          105.03999999999999,
          414.5,
          300.96000000000004,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-82",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "clients",
         "patching_rect": [
          480.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          413.0,
          414.5,
          95.28,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-83",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          480.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-84",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/status/clients",
         "patching_rect": [
          480.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-85",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          480.0,
          1082.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-86",
         "maxclass": "flonum",
         "numinlets": 1,
         "numoutlets": 2,
         "outlettype": [
          "",
          "bang"
         ],
         "patching_rect": [
          480.0,
          1116.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          508.28,
          414.5,
          100.0,
          20.0
         ],
         "format": 6,
         "numdecimalplaces": 0,
         "triangle": 0,
         "bgcolor": [
          0.1255,
          0.1412,
          0.1804,
          1.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "fontsize": 11.0,
         "ignoreclick": 1
        }
       },
       {
        "box": {
         "id": "obj-87",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "error",
         "patching_rect": [
          710.0,
          980.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          10.0,
          461.5,
          95.03999999999999,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 1,
         "fontsize": 11.0
        }
       },
       {
        "box": {
         "id": "obj-88",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "r rtgen-in",
         "patching_rect": [
          710.0,
          1014.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-89",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "outlettype": [
          "",
          ""
         ],
         "text": "route /rt/error",
         "patching_rect": [
          710.0,
          1048.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-90",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "outlettype": [
          ""
         ],
         "text": "prepend set",
         "patching_rect": [
          710.0,
          1082.0,
          210.0,
          24.0
         ]
        }
       },
       {
        "box": {
         "id": "obj-91",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "text": "-",
         "patching_rect": [
          710.0,
          1116.0,
          210.0,
          24.0
         ],
         "presentation": 1,
         "presentation_rect": [
          105.03999999999999,
          461.5,
          300.96000000000004,
          20.0
         ],
         "textcolor": [
          0.9098,
          0.9176,
          0.9412,
          1.0
         ],
         "textjustification": 0,
         "fontsize": 11.0
        }
       }
      ],
      "lines": [
       {
        "patchline": {
         "source": [
          "obj-4",
          0
         ],
         "destination": [
          "obj-5",
          0
         ]
        }
       },
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
          "obj-7",
          0
         ],
         "destination": [
          "obj-8",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-8",
          0
         ],
         "destination": [
          "obj-9",
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
          "obj-17",
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
          "obj-20",
          0
         ],
         "destination": [
          "obj-21",
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
          "obj-22",
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
          "obj-23",
          0
         ],
         "destination": [
          "obj-24",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-23",
          0
         ],
         "destination": [
          "obj-25",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-27",
          0
         ],
         "destination": [
          "obj-28",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-28",
          0
         ],
         "destination": [
          "obj-29",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-29",
          1
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
          "obj-30",
          0
         ],
         "destination": [
          "obj-31",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-30",
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
          "obj-34",
          0
         ],
         "destination": [
          "obj-35",
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
          "obj-36",
          0
         ],
         "destination": [
          "obj-37",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-37",
          0
         ],
         "destination": [
          "obj-38",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-37",
          0
         ],
         "destination": [
          "obj-39",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          0
         ],
         "destination": [
          "obj-42",
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
          "obj-43",
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
          "obj-44",
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
       },
       {
        "patchline": {
         "source": [
          "obj-44",
          0
         ],
         "destination": [
          "obj-46",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-48",
          0
         ],
         "destination": [
          "obj-49",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-49",
          0
         ],
         "destination": [
          "obj-50",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-50",
          0
         ],
         "destination": [
          "obj-51",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-53",
          0
         ],
         "destination": [
          "obj-54",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-54",
          0
         ],
         "destination": [
          "obj-55",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-55",
          0
         ],
         "destination": [
          "obj-56",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-58",
          0
         ],
         "destination": [
          "obj-59",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-59",
          0
         ],
         "destination": [
          "obj-60",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-60",
          0
         ],
         "destination": [
          "obj-61",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-63",
          0
         ],
         "destination": [
          "obj-64",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-64",
          0
         ],
         "destination": [
          "obj-65",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-65",
          0
         ],
         "destination": [
          "obj-66",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-68",
          0
         ],
         "destination": [
          "obj-69",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-69",
          0
         ],
         "destination": [
          "obj-70",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-70",
          0
         ],
         "destination": [
          "obj-71",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-73",
          0
         ],
         "destination": [
          "obj-74",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-74",
          0
         ],
         "destination": [
          "obj-75",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          0
         ],
         "destination": [
          "obj-76",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-78",
          0
         ],
         "destination": [
          "obj-79",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-79",
          0
         ],
         "destination": [
          "obj-80",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-80",
          0
         ],
         "destination": [
          "obj-81",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-83",
          0
         ],
         "destination": [
          "obj-84",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-84",
          0
         ],
         "destination": [
          "obj-85",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-85",
          0
         ],
         "destination": [
          "obj-86",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-88",
          0
         ],
         "destination": [
          "obj-89",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-89",
          0
         ],
         "destination": [
          "obj-90",
          0
         ]
        }
       },
       {
        "patchline": {
         "source": [
          "obj-90",
          0
         ],
         "destination": [
          "obj-91",
          0
         ]
        }
       }
      ]
     }
    }
   }
  ],
  "lines": [
   {
    "patchline": {
     "source": [
      "obj-1",
      0
     ],
     "destination": [
      "obj-2",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-2",
      0
     ],
     "destination": [
      "obj-3",
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
      "obj-7",
      0
     ],
     "destination": [
      "obj-8",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-3",
      0
     ],
     "destination": [
      "obj-4",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-4",
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
      "obj-3",
      1
     ],
     "destination": [
      "obj-5",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-5",
      0
     ],
     "destination": [
      "obj-6",
      1
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-8",
      0
     ],
     "destination": [
      "obj-9",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-9",
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
      "obj-8",
      1
     ],
     "destination": [
      "obj-10",
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
      1
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
      "obj-12",
      0
     ],
     "destination": [
      "obj-13",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-98",
      0
     ],
     "destination": [
      "obj-99",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-99",
      0
     ],
     "destination": [
      "obj-100",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-103",
      0
     ],
     "destination": [
      "obj-104",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-104",
      0
     ],
     "destination": [
      "obj-105",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-100",
      0
     ],
     "destination": [
      "obj-101",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-101",
      0
     ],
     "destination": [
      "obj-103",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-100",
      1
     ],
     "destination": [
      "obj-102",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-102",
      0
     ],
     "destination": [
      "obj-103",
      1
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-106",
      0
     ],
     "destination": [
      "obj-107",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-107",
      0
     ],
     "destination": [
      "obj-108",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-107",
      0
     ],
     "destination": [
      "obj-109",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-110",
      0
     ],
     "destination": [
      "obj-111",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-111",
      0
     ],
     "destination": [
      "obj-112",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-112",
      0
     ],
     "destination": [
      "obj-113",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-114",
      0
     ],
     "destination": [
      "obj-115",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-115",
      0
     ],
     "destination": [
      "obj-116",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-115",
      0
     ],
     "destination": [
      "obj-117",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-118",
      0
     ],
     "destination": [
      "obj-119",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-119",
      0
     ],
     "destination": [
      "obj-120",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-120",
      0
     ],
     "destination": [
      "obj-121",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-122",
      0
     ],
     "destination": [
      "obj-123",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-123",
      0
     ],
     "destination": [
      "obj-124",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-123",
      0
     ],
     "destination": [
      "obj-125",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-126",
      0
     ],
     "destination": [
      "obj-127",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-127",
      0
     ],
     "destination": [
      "obj-128",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-128",
      0
     ],
     "destination": [
      "obj-129",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-130",
      0
     ],
     "destination": [
      "obj-131",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-131",
      0
     ],
     "destination": [
      "obj-132",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-131",
      0
     ],
     "destination": [
      "obj-133",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-134",
      0
     ],
     "destination": [
      "obj-135",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-135",
      0
     ],
     "destination": [
      "obj-136",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-136",
      0
     ],
     "destination": [
      "obj-137",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-138",
      0
     ],
     "destination": [
      "obj-139",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-139",
      0
     ],
     "destination": [
      "obj-140",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-139",
      0
     ],
     "destination": [
      "obj-141",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-142",
      0
     ],
     "destination": [
      "obj-143",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-143",
      0
     ],
     "destination": [
      "obj-144",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-144",
      0
     ],
     "destination": [
      "obj-145",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-146",
      0
     ],
     "destination": [
      "obj-147",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-147",
      0
     ],
     "destination": [
      "obj-148",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-147",
      0
     ],
     "destination": [
      "obj-149",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-150",
      0
     ],
     "destination": [
      "obj-151",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-151",
      0
     ],
     "destination": [
      "obj-152",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-152",
      0
     ],
     "destination": [
      "obj-153",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-154",
      0
     ],
     "destination": [
      "obj-155",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-155",
      0
     ],
     "destination": [
      "obj-156",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-155",
      0
     ],
     "destination": [
      "obj-157",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-158",
      0
     ],
     "destination": [
      "obj-159",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-159",
      0
     ],
     "destination": [
      "obj-160",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-160",
      0
     ],
     "destination": [
      "obj-161",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-163",
      0
     ],
     "destination": [
      "obj-164",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-166",
      0
     ],
     "destination": [
      "obj-167",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-164",
      0
     ],
     "destination": [
      "obj-165",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-165",
      0
     ],
     "destination": [
      "obj-166",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-165",
      0
     ],
     "destination": [
      "obj-167",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-167",
      0
     ],
     "destination": [
      "obj-165",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-167",
      0
     ],
     "destination": [
      "obj-168",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-168",
      0
     ],
     "destination": [
      "obj-169",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-172",
      0
     ],
     "destination": [
      "obj-173",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-175",
      0
     ],
     "destination": [
      "obj-176",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-173",
      0
     ],
     "destination": [
      "obj-174",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-174",
      0
     ],
     "destination": [
      "obj-175",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-174",
      0
     ],
     "destination": [
      "obj-176",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-176",
      0
     ],
     "destination": [
      "obj-174",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-176",
      0
     ],
     "destination": [
      "obj-177",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-177",
      0
     ],
     "destination": [
      "obj-178",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-180",
      0
     ],
     "destination": [
      "obj-181",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-183",
      0
     ],
     "destination": [
      "obj-184",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-181",
      0
     ],
     "destination": [
      "obj-182",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-182",
      0
     ],
     "destination": [
      "obj-183",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-182",
      0
     ],
     "destination": [
      "obj-184",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-184",
      0
     ],
     "destination": [
      "obj-182",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-184",
      0
     ],
     "destination": [
      "obj-185",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-185",
      0
     ],
     "destination": [
      "obj-186",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-189",
      0
     ],
     "destination": [
      "obj-190",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-192",
      0
     ],
     "destination": [
      "obj-193",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-190",
      0
     ],
     "destination": [
      "obj-191",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-191",
      0
     ],
     "destination": [
      "obj-192",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-191",
      0
     ],
     "destination": [
      "obj-193",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-193",
      0
     ],
     "destination": [
      "obj-191",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-193",
      0
     ],
     "destination": [
      "obj-194",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-194",
      0
     ],
     "destination": [
      "obj-195",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-198",
      0
     ],
     "destination": [
      "obj-199",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-201",
      0
     ],
     "destination": [
      "obj-202",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-199",
      0
     ],
     "destination": [
      "obj-200",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-200",
      0
     ],
     "destination": [
      "obj-201",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-200",
      0
     ],
     "destination": [
      "obj-202",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-202",
      0
     ],
     "destination": [
      "obj-200",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-202",
      0
     ],
     "destination": [
      "obj-203",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-203",
      0
     ],
     "destination": [
      "obj-204",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-206",
      0
     ],
     "destination": [
      "obj-207",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-209",
      0
     ],
     "destination": [
      "obj-210",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-207",
      0
     ],
     "destination": [
      "obj-208",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-208",
      0
     ],
     "destination": [
      "obj-209",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-208",
      0
     ],
     "destination": [
      "obj-210",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-210",
      0
     ],
     "destination": [
      "obj-208",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-210",
      0
     ],
     "destination": [
      "obj-211",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-211",
      0
     ],
     "destination": [
      "obj-212",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-214",
      0
     ],
     "destination": [
      "obj-215",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-215",
      0
     ],
     "destination": [
      "obj-216",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-216",
      0
     ],
     "destination": [
      "obj-217",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-217",
      0
     ],
     "destination": [
      "obj-218",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-218",
      0
     ],
     "destination": [
      "obj-219",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-220",
      0
     ],
     "destination": [
      "obj-221",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-221",
      0
     ],
     "destination": [
      "obj-222",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-222",
      0
     ],
     "destination": [
      "obj-223",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-223",
      0
     ],
     "destination": [
      "obj-224",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-224",
      0
     ],
     "destination": [
      "obj-225",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-226",
      0
     ],
     "destination": [
      "obj-227",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-227",
      0
     ],
     "destination": [
      "obj-228",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-229",
      0
     ],
     "destination": [
      "obj-230",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-230",
      0
     ],
     "destination": [
      "obj-231",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-234",
      0
     ],
     "destination": [
      "obj-235",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-232",
      0
     ],
     "destination": [
      "obj-235",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-236",
      0
     ],
     "destination": [
      "obj-237",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-236",
      0
     ],
     "destination": [
      "obj-238",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-238",
      0
     ],
     "destination": [
      "obj-239",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-239",
      0
     ],
     "destination": [
      "obj-241",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-241",
      0
     ],
     "destination": [
      "obj-242",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-240",
      0
     ],
     "destination": [
      "obj-241",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-240",
      0
     ],
     "destination": [
      "obj-239",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-239",
      0
     ],
     "destination": [
      "obj-239",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-243",
      0
     ],
     "destination": [
      "obj-244",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-244",
      0
     ],
     "destination": [
      "obj-245",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-245",
      0
     ],
     "destination": [
      "obj-246",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-246",
      0
     ],
     "destination": [
      "obj-247",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-248",
      0
     ],
     "destination": [
      "obj-249",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-249",
      0
     ],
     "destination": [
      "obj-250",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-250",
      0
     ],
     "destination": [
      "obj-251",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-252",
      0
     ],
     "destination": [
      "obj-253",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-253",
      0
     ],
     "destination": [
      "obj-254",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-254",
      0
     ],
     "destination": [
      "obj-255",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-256",
      0
     ],
     "destination": [
      "obj-257",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-257",
      0
     ],
     "destination": [
      "obj-258",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-258",
      0
     ],
     "destination": [
      "obj-259",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-260",
      0
     ],
     "destination": [
      "obj-261",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-261",
      0
     ],
     "destination": [
      "obj-262",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-262",
      0
     ],
     "destination": [
      "obj-263",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-264",
      0
     ],
     "destination": [
      "obj-265",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-265",
      0
     ],
     "destination": [
      "obj-266",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "obj-266",
      0
     ],
     "destination": [
      "obj-267",
      0
     ]
    }
   }
  ]
 }
}
