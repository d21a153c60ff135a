"""A chat's subscription in words: what every action that changes it answers with."""

from collections.abc import Iterator

from bot.answers.names import name_book
from bot.delivery.actions.action import Request
from bot.delivery.holding import hours_of
from bot.delivery.rhythm import Every, WhenQuiet
from bot.delivery.schedule import next_digest, plan_of
from bot.delivery.switches import Switch
from bot.delivery.values import Chat, Course, Facets, Subscription, Wish
from bot.i18n import Texts
from bot.model.claims import MeetingState
from bot.model.document import Action as Button
from bot.model.document import Block, Document, Item, Line, plain


def shown(request: Request, chat: Chat | None) -> Document:
    """Alerts, digest, zone and language as they are now, with a button for the next step."""
    texts = request.texts
    wishes = {one.wish: one for one in request.store.subscriptions.of(chat.id)} if chat else {}
    zone = chat.zone if chat else request.zone
    language = chat.language if chat else request.language
    blocks: list[Block] = [
        _item(_alerts(wishes.get(Wish.ALERTS), request), wishes.get(Wish.ALERTS), request),
        _item(_digest(wishes.get(Wish.DIGEST), request), wishes.get(Wish.DIGEST), request),
        Item(plain(_quiet(chat, request))),
        Item(plain(texts("delivery.zone", zone=zone.key))),
        Item(plain(texts("delivery.language", language=language))),
        *_sending(request),
    ]
    running = {wish for wish, one in wishes.items() if one.course is not Course.ENDED}
    paused = any(one.course is Course.PAUSED for one in wishes.values())
    return Document(
        with_room(texts("delivery.settings_title"), request),
        tuple(blocks),
        summary=texts("delivery.settings_title"),
        language=texts.language,
        actions=(*([Button(texts("delivery.button_resume"), "resume")] if paused else []), *_buttons(running, request)),
    )


def with_room(title: str, request: Request) -> str:
    """A title that names the room where it is another than the one this is said in."""
    elsewhere = request.incoming.elsewhere
    return request.texts("delivery.title_of", title=title, room=elsewhere.title) if elsewhere else title


def _alerts(subscription: Subscription | None, request: Request) -> str:
    if subscription is None or subscription.course is Course.ENDED:
        return request.texts("delivery.alerts_off")
    facets = subscription.facets
    narrowed = _narrowed(facets, request)
    return " ".join((_severity_and_channels(facets, request), *narrowed))


def _severity_and_channels(facets: Facets, request: Request) -> str:
    if not facets.channels:
        return request.texts("delivery.alerts_on", severity=facets.severity)
    channels = request.knowledge.channels
    names = [channels[one].name if one in channels else one for one in facets.channels]
    return request.texts("delivery.alerts_on_channels", severity=facets.severity, channels=request.texts.listing(names))


def _narrowed(facets: Facets, request: Request) -> Iterator[str]:
    texts, knowledge = request.texts, request.knowledge
    if facets.people:
        names = name_book(knowledge, request.ledger.names())
        yield texts("delivery.alerts_people", names=texts.listing([names.called(key) for key in facets.people]))
    if facets.sides:
        sides = [knowledge.sides[one].name if one in knowledge.sides else one for one in facets.sides]
        yield texts("delivery.alerts_sides", names=texts.listing(sides))
    if facets.states:
        yield texts("delivery.alerts_states", names=texts.listing([_state(one, texts) for one in facets.states]))


def _state(state: str, texts: Texts) -> str:
    return texts(f"state.{state}") if state in tuple(MeetingState) else texts(f"status.{state}")


def _quiet(chat: Chat | None, request: Request) -> str:
    texts, quiet = request.texts, chat.quiet if chat else None
    if quiet is None:
        return texts("delivery.quiet_off")
    since, until = hours_of(quiet)
    if quiet.breach is None:
        return texts("delivery.quiet_on", since=since, until=until)
    return texts("delivery.quiet_on_except", since=since, until=until, severity=quiet.breach)


def _digest(subscription: Subscription | None, request: Request) -> str:
    if subscription is None or subscription.course is Course.ENDED or subscription.at is None:
        return request.texts("delivery.digest_off")
    rhythm, texts = subscription.rhythm, request.texts
    at = texts.moment(next_digest(plan_of(subscription), request.now), subscription.chat.zone)
    when = {"at": f"{subscription.at:%H:%M}", "next": at}
    match rhythm.every:
        case Every.DAY:
            return texts("delivery.digest_daily", **when)
        case Every.WEEK:
            return texts("delivery.digest_weekly", weekday=texts.weekday(rhythm.day), **when)
        case Every.MONTH:
            return texts("delivery.digest_monthly", day=rhythm.day, **when)


def _sending(request: Request) -> Iterator[Item]:
    """Whether an owner holds back what any chat gets."""
    turned = request.store.switches.find(Switch.SENDING, request.now)
    if turned is not None and not turned.on:
        texts = request.texts
        until = texts.moment(turned.until, request.clock_zone()) if turned.until else ""
        yield Item(plain(texts("delivery.all_paused_until", until=until) if until else texts("delivery.all_paused")))


def _item(text: str, subscription: Subscription | None, request: Request) -> Item:
    return Item(plain(text), details=tuple(_course(subscription, request)))


def _course(subscription: Subscription | None, request: Request) -> Iterator[Line]:
    if subscription is not None and subscription.course is Course.PAUSED:
        until = subscription.paused_until
        at = request.texts.moment(until, subscription.chat.zone) if until else ""
        yield plain(request.texts("delivery.paused_until", until=at) if at else request.texts("delivery.paused"))
    if subscription is not None and subscription.course is not Course.ENDED and subscription.when_quiet is WhenQuiet.NOTHING:
        yield plain(request.texts("delivery.digest_nothing"))
    if subscription is not None and subscription.course is Course.ENDED and subscription.reason:
        yield plain(request.texts("delivery.ended", reason=subscription.reason))


def _buttons(running: set[Wish], request: Request) -> Iterator[Button]:
    texts = request.texts
    yield (
        Button(texts("delivery.button_alerts_off"), "alerts off")
        if Wish.ALERTS in running
        else Button(texts("delivery.button_alerts_on"), "alerts on")
    )
    yield (
        Button(texts("delivery.button_digest_off"), "digest off")
        if Wish.DIGEST in running
        else Button(texts("delivery.button_digest_on"), "digest on")
    )
