"""Colours as authors write them, and what is mixed of them."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

_NAMES = """
    aliceblue=f0f8ff antiquewhite=faebd7 aqua=00ffff aquamarine=7fffd4 azure=f0ffff beige=f5f5dc bisque=ffe4c4
    black=000000 blanchedalmond=ffebcd blue=0000ff blueviolet=8a2be2 brown=a52a2a burlywood=deb887 cadetblue=5f9ea0
    chartreuse=7fff00 chocolate=d2691e coral=ff7f50 cornflowerblue=6495ed cornsilk=fff8dc crimson=dc143c cyan=00ffff
    darkblue=00008b darkcyan=008b8b darkgoldenrod=b8860b darkgray=a9a9a9 darkgreen=006400 darkkhaki=bdb76b
    darkmagenta=8b008b darkolivegreen=556b2f darkorange=ff8c00 darkorchid=9932cc darkred=8b0000 darksalmon=e9967a
    darkseagreen=8fbc8f darkslateblue=483d8b darkslategray=2f4f4f darkturquoise=00ced1 darkviolet=9400d3
    deeppink=ff1493 deepskyblue=00bfff dimgray=696969 dodgerblue=1e90ff firebrick=b22222 floralwhite=fffaf0
    forestgreen=228b22 fuchsia=ff00ff gainsboro=dcdcdc ghostwhite=f8f8ff gold=ffd700 goldenrod=daa520 gray=808080
    green=008000 greenyellow=adff2f honeydew=f0fff0 hotpink=ff69b4 indianred=cd5c5c indigo=4b0082 ivory=fffff0
    khaki=f0e68c lavender=e6e6fa lavenderblush=fff0f5 lawngreen=7cfc00 lemonchiffon=fffacd lightblue=add8e6
    lightcoral=f08080 lightcyan=e0ffff lightgoldenrodyellow=fafad2 lightgray=d3d3d3 lightgreen=90ee90
    lightpink=ffb6c1 lightsalmon=ffa07a lightseagreen=20b2aa lightskyblue=87cefa lightslategray=778899
    lightsteelblue=b0c4de lightyellow=ffffe0 lime=00ff00 limegreen=32cd32 linen=faf0e6 magenta=ff00ff maroon=800000
    mediumaquamarine=66cdaa mediumblue=0000cd mediumorchid=ba55d3 mediumpurple=9370db mediumseagreen=3cb371
    mediumslateblue=7b68ee mediumspringgreen=00fa9a mediumturquoise=48d1cc mediumvioletred=c71585 midnightblue=191970
    mintcream=f5fffa mistyrose=ffe4e1 moccasin=ffe4b5 navajowhite=ffdead navy=000080 oldlace=fdf5e6 olive=808000
    olivedrab=6b8e23 orange=ffa500 orangered=ff4500 orchid=da70d6 palegoldenrod=eee8aa palegreen=98fb98
    paleturquoise=afeeee palevioletred=db7093 papayawhip=ffefd5 peachpuff=ffdab9 peru=cd853f pink=ffc0cb plum=dda0dd
    powderblue=b0e0e6 purple=800080 rebeccapurple=663399 red=ff0000 rosybrown=bc8f8f royalblue=4169e1
    saddlebrown=8b4513 salmon=fa8072 sandybrown=f4a460 seagreen=2e8b57 seashell=fff5ee sienna=a0522d silver=c0c0c0
    skyblue=87ceeb slateblue=6a5acd slategray=708090 snow=fffafa springgreen=00ff7f steelblue=4682b4 tan=d2b48c
    teal=008080 thistle=d8bfd8 tomato=ff6347 turquoise=40e0d0 violet=ee82ee wheat=f5deb3 white=ffffff
    whitesmoke=f5f5f5 yellow=ffff00 yellowgreen=9acd32
"""
_NAMED: dict[str, str] = {name: digits for name, _, digits in (pair.partition("=") for pair in _NAMES.split())}
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(\s*([^()]+?)\s*\)")
_BETWEEN = re.compile(r"\s*[,/]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Color:
    """A colour; its parts lie between 0 and 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def __str__(self) -> str:
        parts = [round(part * 255) for part in (self.red, self.green, self.blue)]
        if self.alpha >= 1:
            return "#{:02x}{:02x}{:02x}".format(*parts)
        return "rgb({} {} {} / {:g})".format(*parts, round(self.alpha, 3))

    def over(self, ground: Color, share: float = 1.0) -> Color:
        """Return what is seen where a `share` of this colour lies on a ground."""
        share *= self.alpha
        mixed = (
            mine * share + other * (1 - share)
            for mine, other in ((self.red, ground.red), (self.green, ground.green), (self.blue, ground.blue))
        )
        return Color(*mixed)

    def faded(self, alpha: float) -> Color:
        """Return this colour, that much of it to be seen."""
        return Color(self.red, self.green, self.blue, self.alpha * alpha)

    def lighter(self, by: float) -> Color:
        """Return this colour with that much more lightness, or less."""
        hue, lightness, saturation = colorsys.rgb_to_hls(self.red, self.green, self.blue)
        return Color(*colorsys.hls_to_rgb(hue, min(max(lightness + by, 0), 1), saturation), self.alpha)

    @property
    def luminance(self) -> float:
        """How bright it is to the eye, between 0 and 1, as WCAG counts it."""
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (self.red, self.green, self.blue)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: Color) -> float:
        """Return how well this colour is seen on another, between 1 and 21, as WCAG counts it."""
        low, high = sorted((self.luminance, other.luminance))
        return (high + 0.05) / (low + 0.05)

    @property
    def dark(self) -> bool:
        """Whether light text is seen on it better than dark text."""
        return self.luminance < 0.18


def parse_color(text: str) -> Color | None:
    """Return the colour that CSS understands by a text; None if it is none."""
    word = text.strip().lower()
    if word == "transparent":
        return Color(0, 0, 0, 0)
    if _HEX.fullmatch(word):
        return _from_hex(word[1:])
    if function := _FUNCTION.fullmatch(word):
        return _from_function(function[1], _BETWEEN.split(function[2]))
    named = _NAMED.get(word.replace("grey", "gray"))
    return None if named is None else _from_hex(named)


def _from_hex(digits: str) -> Color:
    if len(digits) < 6:
        digits = "".join(2 * digit for digit in digits)
    return Color(*(int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)))


def _from_function(name: str, words: list[str]) -> Color | None:
    if len(words) not in (3, 4):
        return None
    try:
        alpha = _part(words[3], 1) if len(words) == 4 else 1.0
        if name == "rgb":
            red, green, blue = (_part(word, 255) for word in words[:3])
            return Color(red, green, blue, alpha)
        hue = float(words[0].removesuffix("deg")) % 360 / 360
        return Color(*colorsys.hls_to_rgb(hue, _part(words[2], 100), _part(words[1], 100)), alpha)
    except ValueError:
        return None


def _part(word: str, whole: float) -> float:
    share = float(word[:-1]) / 100 if word.endswith("%") else float(word) / whole
    return min(max(share, 0.0), 1.0)


def parsed(text: str) -> Color:
    """Return a colour of ours, which is one.

    Raises
    ------
    ValueError
        It is none after all.
    """
    color = parse_color(text)
    if color is None:
        raise ValueError(text)
    return color
