#!/usr/bin/env python3
# mypy: disable-error-code="no-untyped-def,no-untyped-call,var-annotated"
"""Recount a published vote with plain Python 3.8 or newer: no installation, no network.

    python3 recount.py pack.json                      check the chain of ballots and count again
    python3 recount.py pack.json --head 3fa9…         the head as it stood on the notice: was the list changed since?
    python3 recount.py pack.json --against old.json   name every ballot that differs from an earlier pack
    python3 recount.py pack.json --english            sentences in English

Exit status: 0 everything agrees, 1 something differs, 2 the file cannot be read.

What this shows: that the list of ballots hangs together, that it is the list whose head was made public, and
that the declared rule gives the stated result from it.

What it does not show:
  * Who replaces the whole list together with its chain is found out only by a head or a pack kept elsewhere.
  * Whether every ballot came from a person on the roll, and whether somebody voted for another; compare the
    number of ballots with the number of voters marked on the roll.
  * Whether the server wrote down what a voter chose. A receipt proves taking part, not content; that is on
    purpose, so that nobody can be made to prove a vote.
  * Whether somebody with access to the database looked on while the vote was open.
  * Ballots without names can still be recognised by an agreed odd combination of marks.
"""

import hashlib
import json
import math
import sys
from fractions import Fraction

ENGLISH = "--english" in sys.argv
FORMAT = "linli-ballots/1"


def t(chinese, english, **values):
    """A sentence in the reader's language."""
    return (english if ENGLISH else chinese).format(**values)


# -- the chain --


def text(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(string):
    return hashlib.sha256(string.encode("utf-8")).hexdigest()


def check_chain(pack, head):
    """Every difference between the ballots, the links and the head, as sentences."""
    faults = []
    opening = {name: pack[name] for name in ("format", "decision", "rule", "kind", "projects")}
    if digest(text(opening)) != pack["start"]:
        faults.append(
            t(
                "规则、项目或议题与链首不符，已被改动。",
                "Rule, projects or decision do not agree with the start of the chain: changed.",
            )
        )
    ballots = {}
    for ballot in pack["ballots"]:
        if ballot[0] in ballots:
            faults.append(
                t(
                    "选票 {key} 出现两次，多了一张。",
                    "Ballot {key} comes twice: one was added.",
                    key=ballot[0],
                )
            )
        ballots[ballot[0]] = ballot
    linked = [key for key, _ in pack["links"]]
    for key in sorted(set(ballots) - set(linked)):
        faults.append(
            t("选票 {key} 不在链中，是后加的。", "Ballot {key} is not in the chain: added.", key=key)
        )
    previous, before = pack["start"], ""
    for key, link in pack["links"]:
        if key <= before:
            faults.append(t("链上 {key} 的次序不对。", "The chain is out of order at {key}.", key=key))
        if key not in ballots:
            faults.append(
                t(
                    "选票 {key} 在链中，名单里没有，被拿掉了。",
                    "Ballot {key} is in the chain and not in the list: removed.",
                    key=key,
                )
            )
        elif digest(previous + text(ballots[key])) != link:
            faults.append(
                t(
                    "选票 {key} 或它前面的链与记录不符，被改动了。",
                    "Ballot {key}, or the link before it, does not agree: changed.",
                    key=key,
                )
            )
        previous, before = link, key
    if pack["head"] != previous:
        faults.append(t("链尾与最后一环不符。", "The head is not the last link."))
    if head and head.lower() != pack["head"]:
        faults.append(
            t(
                "链尾与公示的 {head} 不符：名单在公示后换过。",
                "The head is not the published {head}: the list was replaced since.",
                head=head,
            )
        )
    return faults


def compare(pack, other):
    """The ballots that differ between two packs."""
    mine, theirs = ({ballot[0]: ballot for ballot in one["ballots"]} for one in (pack, other))
    faults = []
    for key in sorted(set(mine) | set(theirs)):
        if key not in theirs:
            faults.append(
                t("选票 {key} 原来没有，是后加的。", "Ballot {key} was not there before: added.", key=key)
            )
        elif key not in mine:
            faults.append(
                t("选票 {key} 原来有，被拿掉了。", "Ballot {key} was there before: removed.", key=key)
            )
        elif mine[key] != theirs[key]:
            faults.append(
                t(
                    "选票 {key} 的内容与原来不同，被改动了。",
                    "Ballot {key} says something else than before: changed.",
                    key=key,
                )
            )
    if any(pack[name] != other[name] for name in ("rule", "kind", "projects")):
        faults.append(t("规则或项目与原来不同。", "Rule or projects differ from before."))
    return faults


# -- the count --


class Open(Exception):
    """A tie that neither the declared rule nor the lot parts."""


def exact(value):
    number = Fraction(value)
    return number.numerator if number.denominator == 1 else number


class Vote:
    """One vote, ready to be counted; a second writing of the rules, independent of the program's own."""

    def __init__(self, pack):
        self.rule, self.kind = pack["rule"], pack["kind"]
        self.order = [project["key"] for project in pack["projects"]]
        self.cost = {project["key"]: exact(project["cost"]) for project in pack["projects"]}
        self.group = {project["key"]: project["group"] for project in pack["projects"]}
        self.ballots = [(vote, [exact(one) for one in points]) for _, vote, points in pack["ballots"]]
        for vote, points in self.ballots:
            if (
                len(set(vote)) != len(vote)
                or set(vote) - set(self.order)
                or (points and len(points) != len(vote))
            ):
                raise ValueError(text(vote))
        self.named = {key: 0 for key in self.order}
        for vote, points in self.ballots:
            for place, key in enumerate(vote):
                self.named[key] += 1 if not points or points[place] > 0 else 0
        self.score = self.scores()

    def scores(self):
        found = {key: 0 for key in self.order}
        default = exact(self.rule["default"])
        for vote, points in self.ballots:
            if self.kind == "points":
                given = dict(zip(vote, points))
                for key in self.order:
                    found[key] += given.get(key, default)
            elif self.kind == "ranked":
                for key, gain in self.ranked(vote).items():
                    found[key] += gain
            else:
                for key in vote:
                    found[key] += 1
        return found

    def ranked(self, vote):
        scale, n = self.rule["scale"], self.rule["places"] or len(self.order)
        n = len(self.order) if scale == "average" else n
        gains = {}
        for place, key in enumerate(vote):
            if scale in ("borda", "average"):
                gains[key] = max(n - place - 1, 0)
            elif scale == "borda_one":
                gains[key] = max(n - place, 0)
            elif scale == "modified":
                gains[key] = len(vote) - place
            elif scale == "dowdall":
                gains[key] = Fraction(1, place + 1)
            else:
                listed = [Fraction(part.strip()) for part in scale.split(",")]
                gains[key] = listed[place] if place < len(listed) else 0
        if scale == "average" and len(vote) < n:
            left = sum(range(n - len(vote)))
            gains.update({key: Fraction(left, n - len(vote)) for key in self.order if key not in gains})
        return gains

    def fact(self, word, key):
        return {
            "votes": -self.named[key],
            "cheaper": self.cost[key],
            "dearer": -self.cost[key],
            "listed": self.order.index(key),
        }[word]

    def rank(self, key):
        """What the declared words say of a project; equal for those they leave equal."""
        return tuple(self.fact(word, key) for word in self.rule["ties"])

    def tiers(self, keys):
        ranks = sorted({self.rank(key) for key in keys})
        return [[key for key in keys if self.rank(key) == rank] for rank in ranks]

    def drawn(self, keys):
        if len(keys) > 1 and set(keys) - set(self.rule["lot"]):
            raise Open(sorted(keys))
        return sorted(keys, key=self.rule["lot"].index) if len(keys) > 1 else list(keys)

    def count(self):
        """The keys that won, as a set. Raises Open."""
        name = self.rule["name"]
        if name == "greedy":
            return self.greedy(
                self.order, exact(self.rule["budget"]), exact(self.rule["threshold"]), self.rule["over"]
            )
        return self.equal_shares() if name == "equal_shares" else self.elect()

    def elect(self):
        seats, won = self.rule["seats"], []
        able = [
            key
            for key in self.order
            if self.score[key] > 0 and self.score[key] >= exact(self.rule["threshold"])
        ]
        for score in sorted({self.score[key] for key in able}, reverse=True):
            for tier in self.parted([key for key in able if self.score[key] == score], seats - len(won)):
                room = seats - len(won)
                won += tier if len(tier) <= room else self.drawn(tier)[:room] if room else []
        return set(won)

    def parted(self, keys, room):
        return [keys] if len(keys) <= room or not room else self.tiers(keys)

    def greedy(self, keys, budget, threshold=0, over="skip"):
        self.left, self.halted, self.taken, won = budget, False, set(), set()
        able = [key for key in keys if self.score[key] > 0 and self.score[key] >= threshold]
        for score in sorted({self.score[key] for key in able}, reverse=True):
            equals = [key for key in able if self.score[key] == score]
            for tier in self.tiers(equals) if self.matters(equals, over) else [equals]:
                for key in self.drawn(tier) if self.matters(tier, over) else tier:
                    if self.halted or (self.group[key] and self.group[key] in self.taken):
                        continue
                    if self.cost[key] <= self.left:
                        won.add(key)
                        self.left -= self.cost[key]
                        self.taken.add(self.group[key])
                    elif over == "stop":
                        self.halted = True
        return won

    def matters(self, keys, over):
        """Whether the order of equals changes who wins."""
        keys = (
            []
            if self.halted
            else [key for key in keys if not self.group[key] or self.group[key] not in self.taken]
        )
        fitting = [key for key in keys if self.cost[key] <= self.left]

        def all_of(some):
            groups = [self.group[key] for key in some if self.group[key]]
            return sum(self.cost[key] for key in some) <= self.left and len(groups) == len(set(groups))

        if len(keys) < 2 or not fitting or all_of(keys):
            return False
        return over == "stop" or not all_of(fitting)

    def equal_shares(self):
        rule = self.rule
        budget, step, voters = exact(rule["budget"]), exact(rule["step"]), len(self.ballots)
        self.backed = self.backers()
        if rule["completion"] in ("none", "fill"):
            won = self.buy(Fraction(budget, 1) / voters)
        else:
            endowment = math.floor(Fraction(budget, 1) / voters / step) * step
            won = self.buy(endowment)
            while any(key not in won and self.cost[key] <= budget - self.price(won) for key in self.backed):
                endowment += step
                higher = self.buy(endowment)
                if self.price(higher) > budget:
                    break
                won = higher
        if rule["completion"] in ("fill", "add1u"):
            won = won | self.greedy([key for key in self.order if key not in won], budget - self.price(won))
        if rule["comparison"]:
            other = self.greedy(self.order, budget)
            if sum(self.more(ballot, other, won) for ballot in self.ballots) > 0:
                return other
        return won

    def price(self, keys):
        return sum(self.cost[key] for key in keys)

    def more(self, ballot, one, two):
        """1 when the voter has more in `one`, -1 when in `two`, else 0."""
        weights = dict(zip(ballot[0], ballot[1] or [1] * len(ballot[0])))
        balance = sum(weights[key] for key in one if key in weights) - sum(
            weights[key] for key in two if key in weights
        )
        return (balance > 0) - (balance < 0)

    def backers(self):
        """For each project the places of its ballots with the points they give, and the sum of these."""
        points, found = self.rule["measure"] == "points", {key: [] for key in self.order}
        for place, (vote, given) in enumerate(self.ballots):
            for at, key in enumerate(vote):
                if not given or given[at] > 0:
                    found[key].append((place, given[at] if points and given else 1))
        return {key: (rows, sum(share for _, share in rows)) for key, rows in found.items() if rows}

    def buy(self, endowment):
        """One run of equal shares; amounts are whole numbers over one denominator.

        Prices only rise, so a project is asked again only while what it last asked is the least.
        """
        over = Fraction(endowment).denominator
        left, won = [Fraction(endowment).numerator] * len(self.ballots), set()
        backers = self.backed
        by_cost = self.rule["measure"] == "cost"
        gain = {key: max(self.cost[key], Fraction(1, 10**9)) if by_cost else 1 for key in backers}
        asked = {key: Fraction(0) for key in backers}
        while True:
            prices, least = {}, None
            for key in sorted(asked, key=lambda one: asked[one]):
                if least is not None and asked[key] > least:
                    break
                price = self.least_price(self.cost[key] * over, backers[key], left)
                if price is None:
                    del asked[key]
                    continue
                prices[key], asked[key] = price, price / (over * gain[key])
                least = asked[key] if least is None else min(least, asked[key])
            if not prices:
                return won
            best = [key for key in self.order if key in prices and asked[key] == least]
            key = self.first(best, prices, backers, left)
            price = prices[key]
            if price.denominator > 1:
                left, over = [one * price.denominator for one in left], over * price.denominator
            for place, share in backers[key][0]:
                left[place] = max(left[place] - price.numerator * share, 0)
            won.add(key)
            del asked[key]

    def first(self, best, prices, backers, left):
        """The first of equals, where their order changes what they pay."""

        def together(keys):
            owed = {}
            for key in keys:
                for place, share in backers[key][0]:
                    owed[place] = owed.get(place, 0) + prices[key] * share
            return all(left[place] >= amount for place, amount in owed.items())

        if len(best) == 1 or together(best):
            return best[0]
        tier = self.tiers(best)[0]
        return tier[0] if together(tier) else self.drawn(tier)[0]

    @staticmethod
    def least_price(cost, backers, left):
        """What one point pays, or None where the backers cannot pay the cost."""
        rows, weight = backers
        if sum(left[place] for place, _ in rows) < cost:
            return None
        if weight == len(rows) and all(share == 1 for _, share in rows):
            ordered = [(amount, 1) for amount in sorted(left[place] for place, _ in rows)]
        else:
            pairs = ((left[place], share) for place, share in rows)
            ordered = sorted(pairs, key=lambda pair: Fraction(pair[0]) / pair[1])
        for amount, share in ordered:
            if amount * weight >= cost * share:
                break
            cost -= amount
            weight -= share
        return Fraction(cost) / weight


class Answers:
    """Yes (1), abstain (0) and no (-1) on each item, counted by a rule of majority on the roll that the rule states."""

    def __init__(self, pack):
        self.rule, self.order = pack["rule"], [project["key"] for project in pack["projects"]]
        self.ballots = [dict(zip(vote, points)) for _, vote, points in pack["ballots"]]
        if any(set(one) - set(self.order) or set(one.values()) - {-1, 0, 1} for one in self.ballots):
            raise ValueError("answer")
        self.score = {key: self.given(key, 1) for key in self.order}

    def given(self, key, answer):
        return sum(1 for one in self.ballots if one.get(key, 0) == answer)

    def count(self):
        rule = self.rule
        should = rule["should"] - (rule["recused"] if rule["recused_leave"] else 0)
        if min(should, len(self.ballots)) < 1:
            return set()
        if rule["quorum"] and len(self.ballots) < least(rule["quorum"], rule["quorum_strict"], should):
            return set()
        won = set()
        for key in self.order:
            cast = self.score[key] + self.given(key, -1)
            base = {"all": should, "should": should, "present": len(self.ballots), "cast": cast}[rule["base"]]
            if self.score[key] >= least(rule["passes"], rule["strict"], base):
                won.add(key)
        return won


def least(part, strict, base):
    """The smallest number that is more than (or at least) a part of the base."""
    share = Fraction(part) * base
    return max(1, math.floor(share) + 1 if strict else math.ceil(share))


def check_count(pack):
    """Where a new count differs from the stated result, as sentences; and one sentence for the result."""
    stated, vote = pack["result"], Answers(pack) if pack["kind"] == "answer" else Vote(pack)
    faults = []
    try:
        won, tied = sorted(vote.count()), []
    except Open as found:
        won, tied = None, found.args[0]
    if len(vote.ballots) != stated["voters"]:
        faults.append(
            t(
                "结果写 {n} 票，名单有 {m} 票。",
                "The result says {n} ballots, the list has {m}.",
                n=stated["voters"],
                m=len(vote.ballots),
            )
        )
    for key in vote.order:
        said = exact(stated["scores"].get(key, 0))
        if said != vote.score[key]:
            faults.append(
                t(
                    "项目 {key}：结果写 {n}，重数得 {m}。",
                    "Project {key}: the result says {n}, counted {m}.",
                    key=key,
                    n=said,
                    m=vote.score[key],
                )
            )
    if (won is None) == stated["decided"]:
        faults.append(t("平局：结果与重数不一致。", "Tie: the result and the recount differ."))
    elif won is not None and won != sorted(stated["winners"]):
        faults.append(
            t(
                "当选：结果写 {n}，重数得 {m}。",
                "Winners: the result says {n}, counted {m}.",
                n=", ".join(stated["winners"]),
                m=", ".join(won),
            )
        )
    names = {project["key"]: project["name"] or project["key"] for project in pack["projects"]}
    if won is None:
        return faults, t(
            "{n} 票，{tied} 平局未定。",
            "{n} ballots; {tied} are tied and undecided.",
            n=len(vote.ballots),
            tied="、".join(names[key] for key in tied),
        )
    return faults, t(
        "{n} 票，当选：{won}。",
        "{n} ballots; winners: {won}.",
        n=len(vote.ballots),
        won="、".join(names[key] for key in won) or "—",
    )


def load(path):
    with open(path, encoding="utf-8") as file:
        pack = json.load(file)
    if pack["format"] != FORMAT:
        raise ValueError(pack["format"])
    return pack


def main(arguments):
    arguments = [word for word in arguments if word != "--english"]
    options = {}
    for name in ("--head", "--against"):
        if name in arguments[:-1]:
            at = arguments.index(name)
            options[name] = arguments[at + 1]
            del arguments[at : at + 2]
    if len(arguments) != 1:
        print(__doc__)
        return 2
    try:
        pack = load(arguments[0])
        faults = check_chain(pack, options.get("--head"))
        faults += compare(pack, load(options["--against"])) if "--against" in options else []
        wrong, told = check_count(pack)
    except (OSError, ValueError, KeyError, TypeError, IndexError, ZeroDivisionError, AttributeError) as fault:
        print(t("读不出这个文件：{why}", "The file cannot be read: {why}", why=repr(fault)), file=sys.stderr)
        return 2
    for line in faults + wrong:
        print("✗ " + line)
    print(told)
    print(t("链尾 {head}", "Head {head}", head=pack["head"]))
    if not faults and not wrong:
        print(t("✓ 与公布的结果一致。", "✓ Agrees with the stated result."))
    print(
        t(
            "没有核对公示的链尾时，整份名单被换掉看不出来；本程序不能证明的事写在文件开头。",
            "Without the published head a list replaced as a whole is not seen; what this cannot show stands at the top of this file.",
        )
    )
    return 1 if faults or wrong else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
