"""Which English words have content, and which forms of a word are the same word."""

from __future__ import annotations

import re
from functools import cache

WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")

_FUNCTION = """
    a about above after again against ago ah all almost alone along already also although always am
    an and another any anybody anyone anything are aren't around as at away back be because been
    before being below between both but by can can't cannot come comes could couldn't did didn't do
    does doesn't doing done don't down during each either else enough etc even ever every everybody
    everyone everything few for from get gets getting go goes going gone got had hadn't has hasn't
    have haven't having he he'd he'll he's her here hers herself hi him himself his how however i
    i'd i'll i'm i've if in into is isn't it it'd it'll it's its itself just let let's lot made make
    makes making many may maybe me might mine more most much must mustn't my myself never no nobody
    none nor not nothing now of off oh on once one ones only or other others ought our ours
    ourselves out over own per perhaps quite rather really said same say says shall shan't she
    she'd she'll she's should shouldn't since so some somebody someone something sometimes soon
    still such take taken takes than that that's the their theirs them themselves then there
    there's these they they'd they'll they're they've thing things this those though through till
    to too took under until up upon us used very was wasn't way we we'd we'll we're we've well went
    were weren't what what's whatever when whenever where whether which while who who's whoever
    whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're
    you've your yours yourself
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words whose translation is grammar rather than a word; light verbs among them."""

_IRREGULAR = """
    be:is,are,was,were,been bear:bore,born,borne beat:beaten become:became begin:began,begun
    bite:bit,bitten blow:blew,blown break:broke,broken bring:brought build:built burn:burnt
    buy:bought catch:caught child:children choose:chose,chosen deal:dealt die:dying dig:dug
    draw:drew,drawn drink:drank,drunk drive:drove,driven eat:ate,eaten fall:fell,fallen feed:fed
    feel:felt fight:fought find:found fly:flew,flown,flies foot:feet forbid:forbade,forbidden
    forget:forgot,forgotten forgive:forgave,forgiven freeze:froze,frozen give:gave,given
    good:better,best grow:grew,grown hang:hung hear:heard hide:hid,hidden hold:held keep:kept
    knife:knives know:knew,known lay:laid lead:led leaf:leaves learn:learnt leave:left lend:lent
    lie:lay,lain,lying life:lives light:lit lose:lost man:men mean:meant meet:met mouse:mice
    pay:paid person:people ride:rode,ridden ring:rang,rung rise:rose,risen run:ran see:saw,seen
    seek:sought sell:sold send:sent shake:shook,shaken shine:shone shoot:shot show:shown
    sing:sang,sung sink:sank,sunk sit:sat sleep:slept slide:slid speak:spoke,spoken spend:spent
    stand:stood steal:stole,stolen stick:stuck strike:struck swear:swore,sworn sweep:swept
    swim:swam,swum teach:taught tear:tore,torn tell:told think:thought throw:threw,thrown
    tooth:teeth understand:understood wake:woke,woken wear:wore,worn wife:wives win:won
    woman:women write:wrote,written bad:worse,worst
"""
_BASE = {
    form: base
    for base, forms in (entry.split(":") for entry in _IRREGULAR.split())
    for form in forms.split(",")
}


def content_words(text: str) -> list[tuple[str, int, int]]:
    """(lower-case word, start, end) of every word of ``text`` that is no function word."""
    found = ((match[0].lower(), *match.span()) for match in WORD.finditer(text))
    return [word for word in found if word[0] not in FUNCTION_WORDS and len(word[0]) > 1]


@cache
def forms(word: str) -> frozenset[str]:
    """``word`` (lower-case) and the base forms it may be an inflection of.

    Rules of spelling alone, so some are no words: harmless, since no dictionary has them.
    """
    word = word.removesuffix("'s")
    found = {word, _BASE.get(word, word)}
    for ending, replacements in (
        ("ies", ("y",)),
        ("es", ("",)),
        ("s", ("",)),
        ("ied", ("y",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
        ("ier", ("y",)),
        ("er", ("", "e")),
        ("iest", ("y",)),
        ("est", ("", "e")),
        ("ily", ("y",)),
        ("ly", ("", "le")),
    ):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            found |= {stem + replacement for replacement in replacements}
            if len(stem) > 2 and stem[-1] == stem[-2]:  # stopped, running
                found.add(stem[:-1])
    return frozenset(found)
