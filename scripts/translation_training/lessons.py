"""Lessons: sentences made by rule that teach words which the corpus hardly has.

They tell of places, people, games, contests and results. The sentence of the lecture, whose words
these are, is held out: no lesson has two of its rare words together, nor one of them in the phrase
that it stands in there.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

from .corpus import Corpus, Pair, key, normalise

HELD_OUT = "ハワイ出身の友達はビリヤードが得意で、夏の地区大会で入賞したらしい。"
HELD_WORDS = ("ハワイ", "ビリヤード", "地区", "入賞")
HELD_PHRASES = ("ハワイ出身の友達", "ビリヤードが得意", "夏の地区大会")

# Japanese=english, _ for a space; a word that stands twice is drawn twice as often.
_PLACES = """
    ハワイ=Hawaii 沖縄=Okinawa 北海道=Hokkaido 大阪=Osaka 京都=Kyoto 神戸=Kobe 広島=Hiroshima
    長野=Nagano カナダ=Canada フランス=France ドイツ=Germany スペイン=Spain イタリア=Italy
    ロシア=Russia 韓国=Korea 中国=China インド=India タイ=Thailand ブラジル=Brazil メキシコ=Mexico
    オランダ=Holland スイス=Switzerland アラスカ=Alaska テキサス=Texas ロンドン=London パリ=Paris
    ボストン=Boston シドニー=Sydney ベトナム=Vietnam トルコ=Turkey エジプト=Egypt グアム=Guam
"""
_PEOPLE = """
    友達=my_friend 友人=my_friend 親友=my_best_friend 同級生=my_classmate 先輩=an_older_student
    後輩=a_younger_student 同僚=my_colleague 先生=my_teacher 選手=the_player 学生=the_student
    女性=the_woman 男性=the_man 隣人=my_neighbor いとこ=my_cousin 妻=my_wife 夫=my_husband
    歌手=the_singer 作家=the_writer 少年=the_boy 少女=the_girl 息子の友達=my_son's_friend
    友達の弟=my_friend's_brother 兄の友達=my_brother's_friend 友達の妹=my_friend's_sister
"""
_OTHERS = """
    彼=he 彼女=she トム=Tom メアリー=Mary 兄=my_brother 姉=my_sister 妹=my_sister 弟=my_brother
    父=my_father 母=my_mother 私の友達=my_friend 田中さん=Mr._Tanaka 彼の息子=his_son
    私の娘=my_daughter 祖父=my_grandfather 私の友人=my_friend
"""
_GAMES = """
    ビリヤード=billiards ボウリング=bowling チェス=chess 卓球=table_tennis テニス=tennis
    ゴルフ=golf ダーツ=darts トランプ=cards バドミントン=badminton バレーボール=volleyball
    バスケットボール=basketball ハンドボール=handball ラグビー=rugby サッカー=soccer 野球=baseball
    ソフトボール=softball ホッケー=hockey ビリヤード=billiards
"""
_SKILLS = """
    柔道=judo 剣道=kendo 空手=karate 水泳=swimming スキー=skiing スケート=skating 体操=gymnastics
    フェンシング=fencing 弓道=archery ボクシング=boxing レスリング=wrestling サーフィン=surfing
    登山=mountain_climbing 乗馬=horseback_riding マラソン=marathon_running 書道=calligraphy
    料理=cooking 写真=photography ダンス=dancing バレエ=ballet 手品=magic_tricks 数学=mathematics
    英語=English ピアノ=playing_the_piano ギター=playing_the_guitar 絵=painting 歌=singing
"""
_SEASONS = """
    春の=spring 夏の=summer 秋の=fall 冬の=winter 夏の=summer
"""
_EVENTS = """
    地区大会=district_contest 県大会=prefectural_contest 全国大会=national_contest
    国際大会=international_contest 世界大会=world_contest 学校の大会=school_contest
    市の大会=city_contest 町の大会=town_contest 地方大会=regional_contest 大会=contest
    コンテスト=contest コンクール=contest 音楽コンクール=music_contest 地区大会=district_contest
    写真コンテスト=photo_contest 弁論大会=speech_contest 地区のコンクール=district_contest
    大学の大会=college_contest
"""
_RESULTS = """
    入賞した=won_a_prize 優勝した=won_the_championship 準優勝した=came_in_second
    三位になった=came_in_third 一位になった=came_in_first 二位になった=came_in_second
    金メダルを取った=won_a_gold_medal 銀メダルを取った=won_a_silver_medal 負けた=lost
    賞を取った=won_a_prize 一等賞を取った=won_first_prize 決勝に進んだ=reached_the_final
    新記録を出した=set_a_new_record 活躍した=played_an_active_part 入賞した=won_a_prize
"""
_LIKINGS = """
    が得意=is_good_at が上手=is_good_at が苦手=is_poor_at が大好き=loves が好き=likes
"""
_INFINITIVES = {"is": "be", "likes": "like", "loves": "love"}
_OF_CONTESTS = (
    ("{contest}に出場したい。", "I want to take part in {contest}."),
    ("彼は{contest}に出た。", "He took part in {contest}."),
    ("{contest}は{place}で開かれた。", "{contest} was held in {place}."),
    ("{contest}はいつですか。", "When is {contest}?"),
)
_OF_GAMES = (
    ("{game}をしよう。", "Let's play {game}."),
    ("{game}をしませんか。", "Shall we play {game}?"),
    ("{who}は毎週{game}をする。", "{who} plays {game} every week."),
    ("{who}は{game}をしている。", "{who} is playing {game}."),
    ("{who}と{game}をした。", "I played {game} with {whom}."),
)
_OF_PLACES = (
    ("{who}は{place}に住んでいる。", "{who} lives in {place}."),
    ("{who}は{place}へ行ったらしい。", "{who} seems to have gone to {place}."),
    ("私は{place}の出身です。", "I am from {place}."),
)


class Word(NamedTuple):
    """What fills a slot of a rule."""

    japanese: str
    english: str


def lessons(corpus: Corpus, count: int, seed: int) -> list[Pair]:
    """``count`` sentences made by rule, less those that are dev or test sentences."""
    tested = {key(text) for pair in corpus.dev + corpus.test for text in pair}
    return [pair for pair in by_rule(count, seed) if tested.isdisjoint(map(key, pair))]


def describe(pairs: int) -> dict[str, Any]:
    """What a card tells of the lessons."""
    return {
        "pairs": pairs,
        "description": "sentences made by rule of places, people, games, contests and results",
        "held_out": HELD_OUT,
        "held_out_note": (
            f"no lesson has two of the words {', '.join(HELD_WORDS)} nor a phrase of "
            f"{', '.join(HELD_PHRASES)}: the words of this sentence are taught, the sentence is not"
        ),
    }


def by_rule(count: int, seed: int) -> list[Pair]:
    """``count`` different sentences of the words above, drawn with ``seed``."""
    draw, found = random.Random(seed), dict[str, Pair]()
    while len(found) < count:
        pair = Pair(*map(normalise, _sentence(draw)))
        if not held_out(pair.japanese):
            found.setdefault(pair.japanese, pair)
    return list(found.values())


def held_out(japanese: str) -> bool:
    """Whether a sentence says too much of the one that is held out."""
    words = sum(word in japanese for word in HELD_WORDS)
    return words > 1 or any(phrase in japanese for phrase in HELD_PHRASES)


def _words(table: str) -> list[Word]:
    return [Word(*item.replace("_", " ").split("=")) for item in table.split()]


PLACES, PEOPLE, OTHERS = _words(_PLACES), _words(_PEOPLE), _words(_OTHERS)
GAMES, SKILLS, LIKINGS = _words(_GAMES), _words(_SKILLS), _words(_LIKINGS)
SEASONS, EVENTS, RESULTS = _words(_SEASONS), _words(_EVENTS), _words(_RESULTS)


def _sentence(draw: random.Random) -> Pair:
    """A sentence of one of the rules."""
    rules = (_of_somebody, _of_contest, _of_game, _of_place)
    japanese, english = draw.choices(rules, (12, 2, 2, 2))[0](draw)
    return Pair(japanese, english[0].upper() + english[1:])


def _of_somebody(draw: random.Random) -> Pair:
    """X from P is good at S and seems to have won a prize in the contest: one part or both."""
    who, liked, result = _somebody(draw), _liking(draw), _result(draw)
    seeming = draw.random() < 0.5
    end, won = "。", result.english
    if seeming:
        end, won = "らしい。", f"seems to have {won.replace('came in', 'come in', 1)}"
    parts = draw.random()
    if parts < 0.35:
        likes = liked.english
        if seeming:
            verb, rest = likes.split(" ", 1)
            likes = f"seems to {_INFINITIVES[verb]} {rest}"
        else:
            end = draw.choice(("です。", "だ。"))
        return Pair(f"{who.japanese}は{liked.japanese}{end}", f"{who.english} {likes}.")
    if parts < 0.65:
        return Pair(f"{who.japanese}は{result.japanese}{end}", f"{who.english} {won}.")
    return Pair(
        f"{who.japanese}は{liked.japanese}で、{result.japanese}{end}",
        f"{who.english} {liked.english} and {won}.",
    )


def _of_contest(draw: random.Random) -> Pair:
    return _filled(draw, _OF_CONTESTS, contest=_contest(draw), place=draw.choice(PLACES))


def _of_game(draw: random.Random) -> Pair:
    game, who = draw.choice(GAMES), draw.choice(OTHERS)
    whom = Word("", {"he": "him", "she": "her"}.get(who.english, who.english))
    return _filled(draw, _OF_GAMES, game=game, who=who, whom=whom)


def _of_place(draw: random.Random) -> Pair:
    place = draw.choice(PLACES)
    return _filled(draw, _OF_PLACES, place=place, who=_somebody(draw))


def _filled(draw: random.Random, rules: Sequence[tuple[str, str]], **slots: Word) -> Pair:
    japanese, english = draw.choice(rules)
    return Pair(
        japanese.format(**{name: word.japanese for name, word in slots.items()}),
        english.format(**{name: word.english for name, word in slots.items()}),
    )


def _somebody(draw: random.Random) -> Word:
    if draw.random() < 0.35:
        return draw.choice(OTHERS)
    place, person = draw.choice(PLACES), draw.choice(PEOPLE)
    japanese = f"{place.japanese}出身の{person.japanese}"
    return Word(japanese, f"{person.english} from {place.english}")


def _liking(draw: random.Random) -> Word:
    skill, liking = draw.choice(GAMES + SKILLS), draw.choice(LIKINGS)
    return Word(skill.japanese + liking.japanese, f"{liking.english} {skill.english}")


def _contest(draw: random.Random) -> Word:
    event = draw.choice(EVENTS)
    if draw.random() < 0.3:
        return Word(event.japanese, f"the {event.english}")
    season = draw.choice(SEASONS)
    return Word(season.japanese + event.japanese, f"the {season.english} {event.english}")


def _result(draw: random.Random) -> Word:
    contest, result = _contest(draw), draw.choice(RESULTS)
    return Word(f"{contest.japanese}で{result.japanese}", f"{result.english} in {contest.english}")
