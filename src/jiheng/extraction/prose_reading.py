"""Reads sentences clause by clause and token by token into fact drafts.

Each figure is one of: a value, a change, a rate, a share, a completion, a difference rate, or the base or final figure of a
comparison; the words before it in its clause decide, and what was said before in the sentence.
"""

# long: one automaton, in which every kind of figure reads and writes the state of the same sentence
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from jiheng.extraction import prose_wording as words
from jiheng.extraction.prose_clauses import Clause, clauses, sentences
from jiheng.extraction.prose_draft import ComparisonDraft, FactDraft, Span
from jiheng.extraction.prose_state import Comparator, Level, State
from jiheng.extraction.prose_text import NUMBERED, Passage, simplified
from jiheng.extraction.prose_tokens import Kind, Token, tokens
from jiheng.model import Change, ComparedWith, Source

_BUDGETS: Final = (ComparedWith.INITIAL_BUDGET, ComparedWith.ADJUSTED_BUDGET, ComparedWith.BUDGET)
#: Words of change that as often begin a new statement (新增2个项目).
_WEAK: Final = re.compile(
    r"(?:新增|多|(?<!减)少|超|升|(?<!下)降|(?<!削)减|增|节约|压减|压缩|缩减|核减|提高|增支|减支|增收|提升)\s*(?:了)?\s*$"
)
#: What tells in a bracket that its figures are no parts: others, changes, means.
_NO_PARTS: Final = re.compile(r"[增减比较另至～~-]|不含|不包括|除外|其中|平均|人均|计划|目标|原|上年|去年")
_FULL: Final = "满分"
_ORGANS: Final = re.compile(r"单位|机构|科室|处室|部门|中心|表")


@dataclass(slots=True)
class SentenceReader:
    """Feed it passages with :meth:`read`; ``state.drafts`` are the facts, ``unread`` the clauses with figures that fit none."""

    agency: str | None = None
    state: State = field(default_factory=State)
    unread: list[Source] = field(default_factory=list)
    listing: int | None = None
    outside: list[tuple[int | None, int]] = field(default_factory=list)
    begun: int = 0
    whole_told: int | None = None
    ordered: dict[int, tuple[int, str | None]] = field(default_factory=dict)

    # -- passages and sentences -------------------------------------------------------------------------------------------

    def read(self, passage: Passage, start: int, section: str, number: int, heading: str, year: int | None) -> None:
        """Read one logical paragraph from ``start`` on."""
        state = self.state
        if number != state.section_number:
            state.enter(section, number)
        state.passage, state.section, state.year = passage, section, year
        state.topic, state.topic_is_new = _topic_of(heading), False
        state.in_reason, state.told = False, None
        dated = words.DATED.match(passage.plain)
        state.passage_year = int(dated["year"]) if dated else None
        found = tokens(passage.plain)
        numbered = NUMBERED.match(passage.plain)
        if self._lists_name(passage, found, numbered):
            return
        if state.carried is not None and not numbered and state.carried.is_listing and state.carried.parts:
            state.carried = None
        if state.carried is not None and numbered and (state.carried.is_listing or not state.carried.parts):
            state.carried.is_listing = True
        first = numbered.end() if numbered and numbered.end() > start else start
        for begin, end in sentences(passage.plain, first, found):
            self._sentence(begin, end, found)
        if re.search(r"(?:包括|如下|分别是|分别为)\s*[::]\s*$", passage.plain):
            self._open_listing(passage, first)

    def _sentence(self, begin: int, end: int, found: tuple[Token, ...]) -> None:
        state = self.state
        passage = self._passage
        state.segment = 0
        self.outside.clear()
        self.begun, self.whole_told = begin, None
        self.ordered.clear()
        if not (state.in_reason and re.match(r"\s*(?:\d{1,2}[.、]|[二三四五]是)", passage.plain[begin:end])):
            state.in_reason = False
        before = state.sentence
        if words.UNNAMED.match(passage.plain, begin, end):
            state.back_to_whole()
        if state.told is not None:
            if re.match(r"\s*其中", passage.plain[begin:end]):
                state.comparator = state.leading = state.told
            else:
                state.told = None
        for clause in clauses(passage.plain, begin, end, found):
            self._clause(clause, end)
        if state.sentence == before:
            state.sentence_ends()
        if not any(begin <= token.start < end and token.kind is Kind.MONEY for token in found):
            self._empty(begin, end)

    @property
    def _passage(self) -> Passage:
        passage = self.state.passage
        if passage is None:
            raise RuntimeError("no passage is being read")
        return passage

    # -- clauses ------------------------------------------------------------------------------------------------------------

    def _clause(self, clause: Clause, end: int) -> None:
        state, plain = self.state, self._passage.plain
        if clause.opened == ";":
            state.segment_ends()
        start = clause.start + len(plain[clause.start : clause.end]) - len(plain[clause.start : clause.end].lstrip())
        opener = words.OPENER.match(plain, start, clause.end)
        if clause.opened == "(":
            self.outside.append((state.current, len(state.levels)))
        if state.in_reason and ((opener and opener[0].startswith("其中")) or self._ends_reason(clause, start)):
            state.in_reason = False
            self._end_reason(clause.start)
        if opener and not state.in_reason and (opener[0].startswith("其中") or clause.tokens or clause.closed == ":"):
            is_open = "等" in plain[opener.end() : end] or "主要" in plain[start : start + 8]
            state.open_level(bracket=clause.opened == "(", is_open=is_open, beside=opener["side"] is not None)
            start = opener.end()
        elif clause.opened == "(" and clause.tokens and not state.in_reason:
            start = self._bracket_opens(clause, start)
        reason = words.REASON.search(plain, start, clause.end) if not state.in_reason else None
        position = start
        for token in clause.tokens:
            if reason and token.start > reason.start() and not state.in_reason:
                self._begin_reason(reason, end)
            self._token(clause, token, position)
            position = token.end
        if reason and not state.in_reason:
            self._silent(clause, position, reason.start())
            self._begin_reason(reason, end)
        elif not state.in_reason:
            self._silent(clause, position, clause.end)
        if not state.in_reason and (kind := words.BY_KIND.search(plain, position, min(clause.end + 1, end))):
            state.open_kind(is_open="主要" in plain[kind.start() : end])
        if clause.closed == ")":
            self._bracket_ends()

    def _bracket_opens(self, clause: Clause, start: int) -> int:
        """Open the list that a bracket is, named by a word or not; where its first name begins."""
        within = re.compile(r"含|包括").match(self._passage.plain, start, clause.end)
        if within or self._lists_in_bracket(clause):
            self.state.open_level(bracket=True, is_open=bool(within), is_guess=not within)
        return within.end() if within else start

    def _lists_in_bracket(self, clause: Clause) -> bool:
        """Whether a bracket right behind a figure tells its parts without a word: 在职86人（行政编制42人、事业编制44人）."""
        draft, said = self.state.fresh(), self._passage.plain[clause.start : clause.end]
        if draft is None or draft.figure is None or len(clause.tokens) < 2 or _NO_PARTS.search(said):
            return False
        behind = clause.start - draft.spans["figure"][2] <= 1
        return behind and all(token.family == draft.family and token.kind is not Kind.PERCENT for token in clause.tokens)

    def _bracket_ends(self) -> None:
        """After a bracket that listed parts the sentence speaks of what stood before it."""
        state = self.state
        current, levels = self.outside.pop() if self.outside else (None, len(state.levels))
        if current is not None and len(state.levels) > levels:
            state.current = current
        while state.levels and state.levels[-1].is_bracket:
            state.levels.pop()

    def _ends_reason(self, clause: Clause, start: int) -> bool:
        """After a semicolon a named quantity with a figure or a comparison ends the reason; 2. goes on with it."""
        plain = self._passage.plain
        if clause.opened == ",":
            return self._begins_comparison(clause, start)
        if clause.opened != ";" or re.match(r"\s*(?:\d{1,2}[.、]|[二三四五]是)", plain[start : clause.end]):
            return False
        compared = words.COMPARED.search(plain, start, clause.end)
        if compared and compared.start() - start >= 3:
            return bool(words.MONEY_NOUN.search(plain, start, compared.start()))
        return bool(clause.tokens) and bool(words.MONEY_NOUN.search(plain, start, clause.tokens[0].start))

    def _begins_comparison(self, clause: Clause, start: int) -> bool:
        """After the reason of one comparison another of the same quantity: …主要原因是厉行节约，与上年相比减少1万元."""
        compared = words.COMPARED.match(self._passage.plain, start, clause.end)
        if compared is None or not self.state.reason_items:
            return False
        kind = words.base_kind(compared["base"] or "同期", self.state.year)
        rest = self._passage.plain[compared.end() : clause.end]
        told = any(token.kind is Kind.MONEY for token in clause.tokens) or words.FLAT.search(rest) is not None
        return told and all(item.kind is not kind for item in self.state.reason_items)

    def _begin_reason(self, found: re.Match[str], end: int) -> None:
        """Keep the reason with the comparisons that wait for one; a sentence that only gives reasons gives them for the whole paragraph."""
        state, passage = self.state, self._passage
        state.in_reason = True
        draft = state.here()
        told_here = draft is not None and (
            draft.passage is self._passage
            or any(span[0] is self._passage for item in draft.comparisons for span in item.spans.values())  # named again
        )
        state.reason_items = [item for item in draft.comparisons if item.reason is None] if draft is not None and told_here else []
        before = passage.plain[self.begun : found.start()]
        if not re.search(r"\d\s*(?:元|万|亿|%)", before) and not before.lstrip().startswith("其中"):
            told = passage if before.strip() or any(draft.passage is passage for draft in state.drafts) else state.last_passage()
            others = [item for other in state.drafts if other.passage is told for item in other.comparisons if item.reason is None]
            against = _BUDGETS if "预算" in before else tuple(ComparedWith)
            state.reason_items += [item for item in others if item.kind in against and item not in state.reason_items]
        state.reason_start = found.end()
        self._end_reason(end)

    def _end_reason(self, stop: int) -> None:
        """The reason reaches to here: a later call may cut it shorter."""
        state, passage = self.state, self._passage
        text = re.sub(r"^(?:[\s:：,，]|主要|[是为系]|由于|因为)+", "", passage.text[state.reason_start : stop]).strip(" ;；,，")
        for item in state.reason_items:
            item.reason = text or None
            item.spans["reason"] = (passage, state.reason_start, stop)

    def _silent(self, clause: Clause, start: int, end: int) -> None:
        """Words without a figure: a comparison to come, 持平, or the name of what follows."""
        state, plain = self.state, self._passage.plain
        text = plain[start:end]
        if not text.strip():
            return
        compared = words.COMPARED.search(text)
        if compared is not None:
            self._compare(compared["base"] or compared["same"] or "", text[: compared.start()], start, clause, has_figure=False)
            text = text[compared.end() :]
        if words.FLAT.search(text) and (compared is not None or state.comparator is not None) and state.comparator:
            draft = state.here()
            if draft is not None:
                item = draft.comparison(state.comparator.kind)
                if item is None or not item.is_open:
                    item = ComparisonDraft(state.comparator.kind, state.comparator.label)
                    draft.comparisons.append(item)
                item.direction = Change.FLAT
                item.spans["direction"] = (self._passage, start, end)
                draft.reach(end, self._passage)
            return
        if compared is None and not clause.tokens:
            name = words.label(self._shown(start, end), self.agency)
            within = re.fullmatch(r"(.{4,40}?)中", name)
            known = state.anywhere(within[1]) if within and words.MONEY_NOUN.search(name) else None
            if known is not None:
                state.levels = [Level([known], state.segment)]
                return
            if re.search(r"(?:共计|累计|为|达)\s*$", text) and name:
                state.topic, state.topic_is_new = name, True
            if words.functional(name) or (clause.closed == ":" and words.MONEY_NOUN.search(name)):
                state.topic, state.topic_is_new = name, True

    def _compare(self, base: str, before: str, start: int, clause: Clause, *, has_figure: bool) -> None:
        state = self.state
        kind = ComparedWith.PRIOR_YEAR if base == "同比" else words.base_kind(base, state.year)
        subject = words.label(self._shown(start, start + len(before)), self.agency)
        if subject and not words.is_generic(subject) and not re.search(r"^(?:总体|全年)$", subject):
            self._speak_of(subject, start, clause.end)
        elif subject in ("支出", "收入"):
            self._turn_to(subject)
        state.comparator = Comparator(kind, re.sub(r"\s+", "", base))
        if not has_figure and not subject and not state.of_sentence(state.sentence):
            state.leading = state.comparator

    def _turn_to(self, side: str) -> None:
        """支出与上年相比: the last spending told in this paragraph, when the words before spoke of something else."""
        state = self.state
        draft = state.fresh()
        if draft is None or side in draft.label:
            return
        told = (
            i for i in range(len(state.drafts) - 1, -1, -1) if state.drafts[i].passage is self._passage and not state.drafts[i].in_reason
        )
        state.current = next((i for i in told if state.drafts[i].label.endswith(side)), state.current)

    def _speak_of(self, subject: str, start: int, end: int) -> int:
        """Turn to the fact of that name; one without a figure when there is none."""
        state = self.state
        known = state.named(subject)
        if known is None or (state.levels and state.drafts[known].sentence != state.sentence):
            known = self._new(subject, None, start, end)
        state.current = known
        return known

    def _shown(self, start: int, end: int) -> str:
        """The words as printed, in simplified script."""
        return simplified(self._passage.text[start:end])

    # -- figures ------------------------------------------------------------------------------------------------------------

    def _token(self, clause: Clause, token: Token, position: int) -> None:
        """long: the kinds of figures in the order in which their words are tried; each is one line of the grammar."""
        state, plain = self.state, self._passage.plain
        lead, begin = plain[position : token.start], position
        if state.in_reason:
            self._in_reason(clause, token, position)
            return
        every = list(words.COMPARED.finditer(lead))
        compared = every[-1] if every else None
        compared = compared or (words.LEADING.match(lead.strip()) and words.LEADING.search(lead))
        if compared is not None and not words.COMPLETED.search(lead):
            base = compared["base"] or (compared.groupdict().get("same") or "")
            self._compare(base, lead[: compared.start()], position, clause, has_figure=True)
            lead, begin = lead[compared.end() :], position + compared.end()
            if not lead.strip(" ,:的为") and base != "同比":
                self._comparison_field("base", token)
                return
        if token.kind is Kind.BARE:
            if token.figure.decimals:
                self._not_understood(clause)
            return
        if self._difference(token, lead) or self._completion(token, lead, begin) or self._share(token, lead, begin, clause):
            return
        if self._differs(token, lead) or self._year_before(token, lead):
            return
        if self._change(token, lead, begin, clause, compared is not None):
            return
        from_level = words.FROM_LEVEL.search(lead)
        subject = words.label(self._shown(begin, begin + from_level.start()), self.agency) if from_level else ""
        if from_level and subject and not words.is_generic(subject):
            self._speak_of(subject, begin, clause.end)
        if from_level and state.fresh() is not None:
            state.comparator = Comparator(words.base_kind(from_level["base"], state.year), from_level["base"].strip())
            self._comparison_field("base", token)
            return
        if self._completed_of(token, lead) or self._budget_or_final(token, begin, clause) or self._value(token, lead, begin, clause):
            return
        self._not_understood(clause)

    def _not_understood(self, clause: Clause) -> None:
        place = self._passage.place(clause.start, clause.end)
        if not any(source.place == place for source in self.unread):
            self.unread.append(Source(place=place, label=self._passage.text[clause.start : clause.end].strip(), section=self.state.section))

    def _in_reason(self, clause: Clause, token: Token, position: int) -> None:
        """A figure inside a reason stands alone: it needs a name in its own clause."""
        lead = self._passage.plain[position : token.start]
        compared = words.COMPARED.search(lead)
        changed = words.CHANGED.search(lead)
        stop = compared.start() if compared else changed.start() if changed else len(lead)
        name = words.label(self._shown(position, position + stop), self.agency)
        if token.kind is Kind.COUNT and not words.SET_VERB.sub("", name):
            tail = words.TAIL_NOUN.match(self._passage.plain, token.end, clause.end)
            name = tail["noun"] if tail else ""
        if len(name) < 2 or token.kind is Kind.BARE or token.kind is Kind.PERCENT or len(name) > 30:
            return
        state, kept = self.state, self.state.current
        index = self._new(name, None if changed else token, position, token.end)
        draft = state.drafts[index]
        draft.in_reason, draft.part_of = True, None
        if changed:
            kind = words.base_kind(compared["base"] or "", state.year) if compared and compared["base"] else ComparedWith.PRIOR_YEAR
            item = ComparisonDraft(
                kind, compared["base"] or "" if compared else "", amount=token.figure, direction=words.change_of(changed)
            )
            item.spans["amount"] = self._span(token)
            draft.comparisons.append(item)
        state.current = kept

    def _span(self, token: Token) -> Span:
        return (self._passage, token.start, token.end)

    def _comparison_field(self, name: str, token: Token) -> None:
        """Set base or final figure of the comparison in force."""
        state, draft = self.state, self.state.here()
        if draft is None or state.comparator is None:
            return
        item = draft.comparison(state.comparator.kind)
        if item is None or getattr(item, name) is not None:
            item = ComparisonDraft(state.comparator.kind, state.comparator.label)
            draft.comparisons.append(item)
        setattr(item, name, token.figure)
        item.spans[name] = self._span(token)
        draft.reach(token.end, self._passage)

    def _difference(self, token: Token, lead: str) -> bool:
        draft = self.state.here()
        if token.kind is not Kind.PERCENT or not words.DIFFERENCE.search(lead) or draft is None:
            return False
        item = next((item for item in reversed(draft.comparisons) if item.kind in _BUDGETS and item.rate is None), None)
        if item is None:
            item = ComparisonDraft(ComparedWith.BUDGET)
            draft.comparisons.append(item)
        item.rate = token.figure
        item.spans["rate"] = self._span(token)
        draft.reach(token.end, self._passage)
        return True

    def _differs(self, token: Token, lead: str) -> bool:
        """The difference of the two figures told before it; its direction is theirs, or in the word (大于, 低于)."""
        draft = self.state.fresh()
        exceeds = words.EXCEEDS.match(lead)
        if token.kind is not Kind.MONEY or not (exceeds or words.DIFFERS.match(lead)):
            return False
        if draft is None or draft.figure is None or draft.sentence != self.state.sentence:
            return False
        item = next((item for item in reversed(draft.comparisons) if item.base is not None and item.amount is None), None)
        if item is None and exceeds:
            item = ComparisonDraft(words.base_kind(exceeds["base"], self.state.year), exceeds["base"])
            draft.comparisons.append(item)
        if item is None:
            return False
        item.amount = token.figure
        if exceeds:
            item.direction = Change.INCREASE if exceeds["more"] else Change.DECREASE
        elif item.base is not None:
            item.direction = Change.DECREASE if (item.final or draft.figure).value < item.base.value else Change.INCREASE
        item.spans["amount"] = self._span(token)
        draft.reach(token.end, self._passage)
        return True

    def _year_before(self, token: Token, lead: str) -> bool:
        """The same quantity in the year before: 2023年…10万元，2022年为8万元."""
        found = words.OF_YEAR.fullmatch(lead) if token.kind is Kind.MONEY else None
        draft = self.state.fresh()
        if found is None or draft is None or draft.figure is None or draft.sentence != self.state.sentence or draft.is_budget:
            return False
        if draft.year is None or int(found["year"]) != draft.year - 1 or draft.family != token.family:
            return False
        item = draft.comparison(ComparedWith.PRIOR_YEAR)
        if item is None:
            item = ComparisonDraft(ComparedWith.PRIOR_YEAR, f"{found['year']}年")
            draft.comparisons.append(item)
        if item.base is not None:
            return False
        item.base = token.figure
        item.spans["base"] = self._span(token)
        draft.reach(token.end, self._passage)
        return True

    def _completed_of(self, token: Token, lead: str) -> bool:
        """The budget inside 完成全年预算数6.00万元的88.33%."""
        found = words.COMPLETED.search(lead) if token.kind is Kind.MONEY else None
        draft = self.state.here()
        if found is None or not found["base"] or draft is None or not re.match(r"\s*的\s*\d[\d.]*\s*%", self._passage.plain[token.end :]):
            return False
        item = ComparisonDraft(words.base_kind(found["base"], self.state.year), found["base"], base=token.figure)
        item.spans["base"] = self._span(token)
        draft.comparisons.append(item)
        draft.reach(token.end, self._passage)
        return True

    def _completion(self, token: Token, lead: str, begin: int) -> bool:
        if token.kind is not Kind.PERCENT:
            return False
        here = self.state.here()
        last = here.comparisons[-1] if here is not None and here.comparisons and lead.strip() == "的" else None
        if here is not None and last is not None and last.base is not None and last.completion is None:
            last.completion = token.figure
            last.spans["completion"] = self._span(token)
            here.reach(token.end, self._passage)
            return True
        found = words.COMPLETED.search(lead) or words.COMPLETION_RATE.search(lead)
        if found is None:
            return False
        subject = words.label(self._shown(begin, begin + found.start()), self.agency)
        if subject and not words.is_generic(subject) and len(subject) > 1:
            if not words.MONEY_NOUN.search(subject):
                return False
            self._speak_of(subject, begin, token.end)
        draft = self.state.here()
        if draft is None:
            return False
        base = found["base"] or ""
        kind = words.base_kind(base or "预算", self.state.year)
        exact = kind is not ComparedWith.BUDGET
        waiting = [i for i in draft.comparisons if i.kind in _BUDGETS and i.completion is None and (not exact or i.kind is kind)]
        item = waiting[-1] if waiting else ComparisonDraft(kind, base)
        if not waiting:
            draft.comparisons.append(item)
        if item.base is None and item.kind is ComparedWith.BUDGET and item.is_open:
            self._planned(draft, item)
        item.completion = token.figure
        item.spans["completion"] = self._span(token)
        draft.reach(token.end, self._passage)
        return True

    def _planned(self, draft: FactDraft, item: ComparisonDraft) -> None:
        """The plan told before the figure in the same sentence: 计划改造25个，实际完成23个，完成率92%."""
        before = [self.state.drafts[i] for i in self.state.of_sentence(draft.sentence) if self.state.drafts[i] is not draft]
        plans = [other for other in before if other.start < draft.start and words.PLANNED.search(other.label)]
        if not plans and words.SPENT.search(draft.label):
            plans = [o for o in before if o.start < draft.start and o.part_of is None and words.FUNDED.search(o.label)]
        if len(plans) != 1 or plans[0].figure is None or plans[0].family != draft.family or words.PLANNED.search(draft.label):
            return
        item.base = plans[0].figure
        item.spans["base"] = plans[0].spans["figure"]

    def _share(self, token: Token, lead: str, begin: int, clause: Clause) -> bool:
        if self._share_of_amount(token, lead, begin, clause) or self._shares_in_order(clause, token, lead):
            return True
        found = words.SHARE.search(lead) if token.kind is Kind.PERCENT else None
        if found is None:
            return False
        state = self.state
        subject = words.label(self._shown(begin, begin + found.start()), self.agency)
        if subject and not words.is_generic(subject):
            self._speak_of(subject, begin, clause.end)
        draft = state.here()
        if draft is None or draft.share is not None:
            return False
        draft.share = token.figure
        of = words.label(found["of"] or "")
        draft.share_of = of or None
        draft.spans["share"] = self._span(token)
        draft.reach(token.end, self._passage)
        index = state.drafts.index(draft)
        if not of and state.fits_carried(index, by_share=True) and state.carried is not None:
            state.join(index, state.carried)
        return True

    def _share_of_amount(self, token: Token, lead: str, begin: int, clause: Clause) -> bool:
        """A share whose whole is told with its amount: 占计划总投资1600万元的97.50%."""
        state, draft = self.state, self.state.fresh()
        if draft is None or draft.figure is None or draft.share is not None or draft.sentence != state.sentence:
            return False
        found = words.SHARE_WHOLE.search(lead) if token.kind in (Kind.MONEY, Kind.COUNT) else None
        if found is not None and token.family == draft.family:
            rate = next((other for other in clause.tokens if other.start >= token.end), None)
            joint = self._passage.plain[token.end : rate.start] if rate is not None and rate.kind is Kind.PERCENT else None
            if joint is None or words.SHARE_JOINT.fullmatch(joint) is None:
                return False
            kept = state.current
            whole = self._new(words.label(found["of"], self.agency), token, begin + found.start("of"), token.end)
            state.current, self.whole_told = kept, whole
            return True
        if token.kind is not Kind.PERCENT or self.whole_told is None or words.SHARE_JOINT.fullmatch(lead) is None:
            return False
        draft.share, draft.share_of = token.figure, state.drafts[self.whole_told].label
        draft.spans["share"] = self._span(token)
        draft.reach(token.end, self._passage)
        self.whole_told = None
        return True

    def _shares_in_order(self, clause: Clause, token: Token, lead: str) -> bool:
        """Shares told after the parts, in the order of the parts: 分别占38.46%、32.05%和29.49%."""
        state = self.state
        if token.start in self.ordered:
            index, of = self.ordered.pop(token.start)
        else:
            found = words.SHARES.search(lead) if token.kind is Kind.PERCENT else None
            rates = [other for other in clause.tokens if other.start >= token.start]
            parts = state.levels[-1].parts if state.levels else []
            parts = [i for i in parts if state.drafts[i].sentence == state.sentence]
            if found is None or len(rates) < 2 or len(rates) != len(parts) or any(rate.kind is not Kind.PERCENT for rate in rates):
                return False
            if any(state.drafts[i].share is not None for i in parts):
                return False
            of = words.label(found["of"]) or None
            self.ordered = {rate.start: (part, of) for rate, part in zip(rates, parts, strict=True)}
            index, of = self.ordered.pop(token.start)
        draft = state.drafts[index]
        draft.share, draft.share_of, draft.spans["share"] = token.figure, of, self._span(token)
        draft.reach(token.end, self._passage)
        return True

    def _change(self, token: Token, lead: str, begin: int, clause: Clause, compared: bool) -> bool:
        state = self.state
        rated = words.RATED.search(lead) if token.kind is Kind.PERCENT else None
        found = rated or words.CHANGED.search(lead)
        if found is None or words.TO_LEVEL.search(lead):
            return False
        draft = state.here()
        waiting = compared or rated is not None or state.comparator is not None or (draft is not None and draft.passage is self._passage)
        fresh = state.comparator is None and _WEAK.search(lead) is not None
        if not waiting or (fresh and not (draft is not None and any(i.amount is not None and i.rate is None for i in draft.comparisons))):
            return False
        subject = words.label(self._shown(begin, begin + found.start()), self.agency)
        if subject and not words.is_generic(subject) and not re.search(r"总体$|^(?:总计|合计)$", subject):
            self._speak_of(subject, begin, clause.end)
        draft = state.here()
        if draft is None or (rated and not subject and state.comparator is None and draft.passage is not self._passage):
            return False
        direction = (Change.INCREASE if rated["up"] else Change.DECREASE) if rated else words.change_of(found)
        self._set_change(draft, token, direction)
        return True

    def _set_change(self, draft: FactDraft, token: Token, direction: Change | None) -> None:
        name = "rate" if token.kind is Kind.PERCENT else "amount"
        comparator = self.state.comparator or self._against(draft, token) or Comparator(ComparedWith.PRIOR_YEAR, "")
        item = draft.comparison(comparator.kind)
        if item is None and name == "rate" and self.state.comparator is None and draft.comparisons:
            item = draft.comparisons[-1]
        if item is None or getattr(item, name) is not None or item.direction is Change.FLAT:
            item = ComparisonDraft(comparator.kind, comparator.label)
            draft.comparisons.append(item)
        item.base_label = item.base_label or comparator.label
        setattr(item, name, token.figure)
        setattr(item, "rate_direction" if name == "rate" else "direction", direction)
        item.spans[name] = self._span(token)
        draft.reach(token.end, self._passage)

    def _against(self, draft: FactDraft, token: Token) -> Comparator | None:
        """What a change without a word of comparison is against: the budget told before it, when the two differ by just that."""
        value = draft.figure.value if draft.figure is not None else None
        if token.kind is not Kind.MONEY or value is None:
            return None
        for item in draft.comparisons:
            if item.base is not None and item.is_open and abs(value - item.base.value) == token.figure.value != 0:
                return Comparator(item.kind, item.base_label)
        return None

    # long: the ways a comparison names its figures, in the order they are tried
    def _budget_or_final(self, token: Token, begin: int, clause: Clause) -> bool:
        """Budget and final figure of one quantity, told side by side."""
        if token.kind is not Kind.MONEY:
            return False
        state = self.state
        name = words.label(self._shown(begin, token.start), self.agency)
        final = words.FINAL_END.fullmatch(name)
        draft = state.fresh()
        if state.topic_is_new:
            draft = None
        if final is not None and (
            words.is_generic(final["subject"]) or (draft and draft.is_budget and self._same(final["subject"], draft))
        ):
            if draft is not None and draft.is_budget:
                self._finish_budget(draft, token, name)
                return True
            if state.comparator is not None and draft is not None and state.comparator.kind in _BUDGETS:
                self._comparison_field("final", token)
                return True
        budget = words.BUDGET_END.fullmatch(name)
        if budget is None or words.FUND_NAMES.search(budget["subject"]):
            return False
        subject = budget["subject"]
        if not subject and state.comparator is not None and draft is not None and state.comparator.kind in _BUDGETS:
            self._comparison_field("base", token)
            return True
        if not subject and draft is not None and self._adds_base(draft, token, words.base_kind(budget["word"], state.year), budget["word"]):
            return True
        if not subject and draft is not None and draft.is_budget and draft.sentence == state.sentence:
            kind = words.base_kind(budget["word"], state.year)
            item = ComparisonDraft(kind, budget["word"], base=token.figure)
            item.spans["base"] = self._span(token)
            draft.comparisons.append(item)
            return True
        about_topic = not subject and bool(state.topic) and (draft is None or state.topic_is_new)
        label = f"{state.topic}{name}" if about_topic else name
        index = self._new(label, token, clause.start if not clause.tokens.index(token) else begin, token.end)
        self._settle(index)
        fresh = state.drafts[index]
        fresh.is_budget = True
        state.topic_is_new = False
        if not subject and not about_topic and draft is not None:
            fresh.context = (*fresh.context, draft.label)
        return True

    def _adds_base(self, draft: FactDraft, token: Token, kind: ComparedWith, word: str) -> bool:
        """支出决算为…，完成年初预算的…%（年初预算数为…）: the budget named after the final figure of the same sentence."""
        if draft.is_budget or draft.sentence != self.state.sentence or draft.family != "money" or draft.figure is None:
            return False
        told = [item for item in draft.comparisons if item.kind in _BUDGETS]
        waiting = next((item for item in reversed(told) if item.base is None and item.kind in (kind, ComparedWith.BUDGET)), None)
        if waiting is None and any(item.kind is kind for item in told):
            return False
        if waiting is None:
            waiting = ComparisonDraft(kind, word)
            draft.comparisons.append(waiting)
        waiting.base = token.figure
        waiting.spans["base"] = self._span(token)
        draft.reach(token.end, self._passage)
        return True

    def _same(self, subject: str, draft: FactDraft) -> bool:
        return words.core(subject) in words.core(draft.label)

    def _finish_budget(self, draft: FactDraft, token: Token, name: str) -> None:
        """The final figure after the budget: the fact is about the final figure, the budget its comparison."""
        match = words.BUDGET_END.fullmatch(draft.label)
        subject = match["subject"] if match else draft.label
        if match and subject and (side := re.match(r"支出|收入", match["word"])):
            subject += side[0]
        kind = words.base_kind(match["word"] if match else "预算", self.state.year)
        others = [item for item in draft.comparisons if item.kind in _BUDGETS and item.base is not None and item.is_open]
        if len(others) != len(draft.comparisons):
            known = self._new(subject or name, token, draft.start, token.end)
            self._settle(known)
            source, draft = draft, self.state.drafts[known]
            item = ComparisonDraft(kind, match["word"] if match else "预算", base=source.figure, final=token.figure)
            item.spans = {"base": source.spans["figure"], "final": self._span(token)}
        else:
            item = ComparisonDraft(kind, match["word"] if match else "预算", base=draft.figure, final=token.figure)
            item.spans = {"base": draft.spans["figure"], "final": self._span(token)}
        for other in others:
            other.final = token.figure
            other.spans["final"] = self._span(token)
        draft.comparisons.insert(0, item)
        draft.label, draft.figure, draft.is_budget = subject or name, token.figure, False
        draft.spans["figure"] = self._span(token)
        draft.functional = words.functional(draft.label)
        draft.reach(token.end, self._passage)

    # long: the ways a value gets its name, in the order they are tried
    def _value(self, token: Token, lead: str, begin: int, clause: Clause) -> bool:  # noqa: C901 - the ways a value gets its name, in order
        """A value with its name; True when it has one."""
        state = self.state
        name = words.label(self._shown(begin, token.start), self.agency)
        draft = state.fresh()
        if words.TO_LEVEL.search(lead) and words.CHANGED.search(words.TO_LEVEL.sub("", lead)) and draft is not None:
            if draft.figure is None:
                draft.figure, draft.family, draft.spans["figure"] = token.figure, token.family, self._span(token)
            else:
                self._comparison_field("final", token)
            draft.reach(token.end, self._passage)
            return True
        if token.figure.unit == "分":
            name = self._points(token, name, draft)
        counted = token.kind is Kind.COUNT
        bare = words.SET_VERB.sub("", name) if counted else name
        tail = words.TAIL_NOUN.match(self._passage.plain, token.end, clause.end) if counted else None
        if counted and tail and (bare != name or not name):
            noun = words.label(self._shown(tail.start("noun"), tail.end("noun")))
            verb = name[len(bare) :] if len(name) > len(bare) else ""
            verb = "" if re.match(r"[内下]设|下属", noun) else verb.rstrip("对")
            name = f"{bare}{verb}{noun}" if len(bare) < 12 else f"{verb}{noun}"
        elif (
            counted
            and tail
            and token.figure.unit == "个"
            and 2 <= len(tail["noun"]) <= 4
            and not name.endswith(tail["noun"])
            and len(name) > 2
        ):
            name = f"{name}{tail['noun']}"
        label = self._of_year(name)
        if not label and draft is not None and draft.sentence == state.sentence and re.search(r"(?:共计|合计|总计)\s*$", lead):
            label = "合计"
        final = words.FINAL_END.fullmatch(label)
        if not label or words.is_generic(label) or (final and words.is_generic(final["subject"])):
            if state.topic and (draft is None or state.topic_is_new):
                label, state.topic_is_new = state.topic, False
            elif draft is not None and draft.family != token.family and not label:
                label = draft.label
            elif not label and draft is not None and draft.figure is None and not state.levels:
                draft.figure, draft.family, draft.spans["figure"] = token.figure, token.family, self._span(token)
                return True
            elif not label:
                return False
        if not re.search(r"[\u4e00-\u9fff]", label):
            return False
        known = (
            draft
            if draft is not None and draft.figure is None and draft.core == words.core(label) and draft.sentence == state.sentence
            else None
        )
        if known is not None:
            known.figure, known.family, known.spans["figure"] = token.figure, token.family, self._span(token)
            known.reach(token.end, self._passage)
            return True
        first = clause.tokens[0] is token
        index = self._new(label, token, clause.start if first else begin, token.end)
        self._settle(index)
        if label in ("价值", "金额", "面积", "占地面积", "账面价值", "合同金额") and draft is not None and not state.drafts[index].context:
            state.drafts[index].context = (*draft.context, draft.label)
        if counted:
            self._items(index, token)
        return True

    def _of_year(self, name: str) -> str:
        """本年支出 beside 财政拨款本年收入 is 财政拨款本年支出."""
        pair = {"本年支出": "本年收入", "本年收入": "本年支出"}.get(name)
        if pair is None:
            return name
        here = (draft for draft in reversed(self.state.drafts) if draft.passage is self._passage)
        beside = next((draft.label for draft in here if draft.label.endswith(pair)), "")
        return f"{beside[: -len(pair)]}{name}" if beside else name

    def _points(self, token: Token, name: str, draft: FactDraft | None) -> str:
        """The name of a score, told behind the points it is of: 决策类指标满分15分，得分14分."""
        if draft is not None and draft.label.endswith(_FULL) and re.fullmatch(r"(?:实际|实|评价)?得分?", name):
            return f"{draft.label.removesuffix(_FULL)}得分"
        full = re.fullmatch(r"(.{2,}?)(?:(?:满分|标准分|分值|权重)(?:分)?)", name)
        if full or (name and re.match(r"\s*[,(、]?\s*(?:实际|实|评价)?得(?!分率)", self._passage.plain[token.end :])):
            return f"{full[1] if full else name}{_FULL}"
        return name

    def _new(self, label: str, token: Token | None, start: int, end: int) -> int:
        """Add a fact and turn to it."""
        state = self.state
        draft = FactDraft(
            label=label,
            passage=self._passage,
            start=start,
            end=end,
            section=state.section,
            section_number=state.section_number,
            sentence=state.sentence,
            year=words.year_in(self._passage.plain[max(0, start) : end]) or state.passage_year or state.year,
            figure=token.figure if token else None,
            family="" if not token else _FULL if label.endswith(_FULL) else token.family,
            functional=words.functional(label),
        )
        if token:
            draft.spans["figure"] = self._span(token)
        state.drafts.append(draft)
        index = len(state.drafts) - 1
        state.current = index
        if token is None and state.levels and not state.in_reason:
            state.join(index, state.levels[-1])
        return index

    def _settle(self, index: int) -> None:
        """Put a new value under the list that is open, or under the one that goes on."""
        state = self.state
        state.comparator = state.leading
        if state.levels:
            for level in reversed(state.levels):
                if state.join(index, level):
                    return
        elif state.carried is not None and state.fits_carried(index, by_share=False):
            state.join(index, state.carried)

    # -- lists and empties ----------------------------------------------------------------------------------------------------

    def _items(self, index: int, token: Token) -> None:
        """The names listed behind a count."""
        plain, text = self._passage.plain, self._passage.text
        noun = re.compile(r"[\u4e00-\u9fff“”\"]{0,16}?").match(plain, token.end)
        rest = token.end
        found = None
        for length in range(17):
            if (
                noun is None
                or token.end + length > len(plain)
                or (length and not re.match(r"[\u4e00-\u9fff“”\" ]", plain[token.end + length - 1]))
            ):
                break
            found = words.LIST_OPENED.match(plain, token.end + length)
            if found and found.end() > found.start() and plain[found.start() : found.end()].strip(" ,"):
                rest = found.end()
                break
            found = None
        if found is None:
            return
        end = _list_end(plain, rest)
        names = split_names(text[rest:end], int(token.figure.value))
        bodies = all(words.BODY.search(name) for name in names)
        if len(names) < (1 if bodies and token.figure.value == 1 else 2) or (not bodies and found[0].strip(" ,") == "为"):
            return
        if re.search(r"\d", plain[rest:end]) or words.COMPARED.search(plain[rest:end]):
            return
        draft = self.state.drafts[index]
        draft.open_list = bool(re.search(r"等(?:\S{0,6})?$", text[rest:end].strip()))
        draft.items = tuple(
            re.sub(r"等(?:[\u4e00-\u9fff]{0,6})?$", "", name) if name is names[-1] and draft.open_list else name for name in names
        )
        draft.spans["items"] = (self._passage, rest, end)

    def _open_listing(self, passage: Passage, start: int) -> None:
        """A paragraph that ends in 包括：; the numbered lines below are the names."""
        fresh = self.state.fresh()
        if fresh is not None and fresh.figure is not None and fresh.figure.exact:
            self.listing = self.state.current
            return
        name = words.label(re.sub(r"(?:分别|具体)?(?:包括|如下|是|为)\s*[:：]\s*$", "", self._shown(start, len(passage.text))), self.agency)
        if _ORGANS.search(name) and len(name) <= 60 and not tokens(passage.plain):
            self.listing = self._new(name, None, start, len(passage.text))

    def _lists_name(self, passage: Passage, found: tuple[Token, ...], numbered: re.Match[str] | None) -> bool:
        if self.listing is None:
            return False
        draft = self.state.drafts[self.listing]
        if numbered is None or found or len(passage.text) > 50 or numbered["part"] or numbered["big"]:
            self.listing = None
            return False
        draft.items = (*draft.items, passage.text[numbered.end() :].strip(" 。；;，,"))
        return True

    def _empty(self, begin: int, end: int) -> None:
        """A sentence that says there is nothing, or that a table is empty."""
        passage, state = self._passage, self.state
        text = passage.plain[begin:end]
        if words.REASON.search(text) and not words.EMPTY_TABLE.search(text):
            return
        found = words.EMPTY_TABLE.search(text)
        name = found["table"] if found and found["table"] else ""
        if not name:
            nothing = words.NOTHING.search(text) or next(
                (m for part in re.split(r"[,;]", text) if (m := words.NOTHING_AFTER.search(part))), None
            )
            if nothing is None or not words.MONEY_NOUN.search(nothing["what"]) or words.FLAT.search(text) or words.COMPARED.search(text):
                return
            name = nothing["what"]
        kept = state.current
        index = self._new(words.label(re.sub(r"^.*(?:公开|,)", "", name), self.agency), None, begin, end)
        state.drafts[index].says_empty = True
        state.current = kept


def _topic_of(heading: str) -> str:
    """A heading that names a quantity, for sentences that name none."""
    bare = re.sub(r"(?:的)?(?:总体|结构|具体)?(?:支出|收入)?(?:决算|预算)?(?:总体|结构|具体)?(?:情况)?(?:说明)?$", "", heading)
    if words.functional(heading):
        return heading
    return bare if words.MONEY_NOUN.search(bare) and len(bare) >= 3 else ""


def _list_end(plain: str, start: int) -> int:
    depth = 0
    for position in range(start, len(plain)):
        if plain[position] in "。;\n":
            return position
        depth += {"(": 1, ")": -1}.get(plain[position], 0)
        if depth < 0:
            return position
    return len(plain)


def split_names(text: str, count: int = 0) -> list[str]:
    """The names of a list: 甲、乙和丙; ``count`` names are expected."""
    parts = [part.strip(" ，,") for part in re.split(r"[、；;，,]", text)]
    if parts and parts[-1] and len(parts) != count:
        last = re.split(r"(?<=[\u4e00-\u9fff）)])(?:以及|和|及)(?=[\u4e00-\u9fff])", parts[-1], maxsplit=1)
        if len(last) == 2 and min(map(len, last)) >= 3 and (len(parts) == 1 or len(last[0]) >= 3):
            parts[-1:] = last
    return [part for part in parts if part]
