"""The words for days and times, in English, German and Spanish: data, and nothing else."""

from __future__ import annotations

from typing import Final

FALLS_DUE: Final = """
    before | by | until | due | next | again | expires | runs out | renew* | no later than | latest |
    vor | bis | spatestens | fallig | nachste* | erneut | wieder | lauft | ablauf* | verlanger* |
    antes de* | hasta | vence* | caduca* | proxim* | de nuevo | volver a | otra vez | renov* | a mas tardar
"""
"""Words beside a day by which something is to be done."""

DAYS_NAMES: Final = """
    due | due date | due by | due on | due or renews | deadline | by | by when | until | date | day | when | latest |
    no later than | target date | fallig | fallig am | falligkeit | frist | bis | bis wann | termin | wann | datum |
    tag | spatestens | vence | vence el | vencimiento | fecha | fecha limite | fecha de vencimiento | plazo | cuando |
    para cuando | hasta | limite | dia
"""
"""Heads that say of a day no more than that it is one, or that something is due on it."""

LASTS: Final = "until | till | up to | through | bis | hasta | through to"
"""Words that say of something that it goes on to a day."""

RECURS: Final = """
    a year | per year | yearly | annual* | every year | each year | a month | per month | monthly | every month |
    a quarter | per quarter | quarterly | p. a | p.a | jahrlich* | im jahr | pro jahr | jahres* | monatlich* |
    im monat | pro monat | monats* | vierteljahrlich* | pro quartal | al ano | por ano | cada ano | anual* | al mes |
    por mes | cada mes | mensual* | trimestral* | al trimestre
"""
"""Words that say of something that it comes again."""

SCHEDULE_NAMES: Final = """
    schedule | timetable | time plan | timeline | programme of works | works programme | project plan | planner |
    forthcoming | upcoming | ahead | look ahead | terminplan* | *terminplan | zeitplan* | bauzeitenplan* | ablaufplan* |
    bauablauf* | vorschau | cronograma | programacion | calendario de obra | plan de obra | agenda de obra |
    programa de obra*
"""
"""Names of lists of what is to happen when."""

CALENDAR_NAMES: Final = f"""
    {SCHEDULE_NAMES} |
    programme | calendar | key dates | milestones | dates | kalender* | *kalender | termine | meilensteine | stichtage |
    calendario | hitos | fechas* | plazos | vencimientos | fristen | countdown | cuenta atras
"""
"""Names of lists whose rows begin with a day and say what is to happen on it."""

MONTHS: Final = """
    january jan januar janner jan enero ene | february feb februar febrero | march mar marz maerz marzo |
    april apr abril abr | may mai mayo | june jun juni junio | july jul juli julio | august aug agosto ago |
    september sep sept septiembre setiembre | october oct oktober okt octubre | november nov noviembre |
    december dec dezember dez diciembre dic
"""
"""The names of the twelve months, in order."""

WEEKDAYS: Final = """
    mo|mon|monday|tu|tue|tues|tuesday|we|wed|wednesday|th|thu|thur|thurs|thursday|fr|fri|friday|sa|sat|saturday|so|sun|
    sunday|montag|di|dienstag|mi|mittwoch|do|donnerstag|freitag|samstag|sonnabend|sonntag|lu|lun|lunes|ma|mar|martes|
    mie|miercoles|ju|jue|jueves|vi|vie|viernes|sab|sabado|dom|domingo
"""
"""The days of the week, and how they are shortened."""

MONTH_WORDS: Final = "|".join(sorted(MONTHS.replace("|", " ").split()))

AS_OF: Final = """
    as of | as at | status | state | updated | last updated | date | stand | per | datum | aktualisiert | zuletzt |
    situacion | estado | fecha | actualizado | a fecha | al dia | version
"""
"""Words beside a day that only say of when a list is."""

TIMES: Final = rf"""
    \d{{1,4}}[./-]\d{{1,2}}\b | \b(?:19|20)\d\d\b |
    \b(?:{MONTH_WORDS})\b |
    \b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b |
    \b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)s?\b |
    \b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)s?\b |
    \b(?:spring|summer|autumn|winter|easter|christmas|fruhjahr|fruhling|sommer|herbst|ostern|weihnachten)\b |
    \b(?:primavera|verano|otono|invierno|semana santa|navidad)\b |
    \b(?:day|week|fortnight|month|quarter|year|season)s?\b | \b(?:tag|woche|monat|quartal|jahr)(?:e|en|es|s)?\b |
    \b(?:dia|semana|quincena|mes|meses|trimestre|ano|temporada)s?\b |
    \b(?:until|till|before|by|due|deadline|expires?|renew\w*|annual\w*|monthly|weekly|every)\b |
    \b(?:bis|vor|spatestens|fallig|frist|jahrlich|monatlich|wochentlich|ablauf\w*)\b |
    \b(?:hasta|antes|vence\w*|caduca\w*|plazo|anual\w*|mensual\w*|cada)\b
"""
"""Words for a time."""

BESIDE_DAYS: Final = r"""
    in | on | at | of | from | to | since | the | no | later | than | latest | earliest | about | around | approx |
    and | ends | runs out | early | mid | late | end | beginning | start | first | last | next | then | again | after |
    notice | mon | tues? | wed | thu(?:rs?)? | fri | sat | sun | noon | midnight | morning | evening | o'?clock | am |
    pm | h | \d+(?:st|nd|rd|th) | planned | provisional | expected | confirmed | tbc | today | yesterday | tomorrow |
    months' | im | zum | zur | vom | von | seit | den | dem | der | des | die | das | und | nach | ca | etwa | um |
    uhr | anfang | mitte | ende | beginn | erste[nrs]? | letzte[nrs]? | nachste[nrs]? | wieder | dann | mo | di | mi |
    do | fr | sa | so | mittags? | morgens | abends | kw | geplant | voraussichtlich | bestatigt | vorlaufig | heute |
    gestern | morgen | lauft | endet | ab | el | la | los | las | en | a | al | de | del | desde | hacia | sobre |
    aprox | y | mas | tardar | principios | mediados | finales | primero | ultim[oa] | proxim[oa] | despues | lun |
    mie | jue | vie | sab | dom | horas? | hrs? | mediodia | manana | previst[oa] | confirmad[oa] | hoy | ayer |
    termina
"""
"""Small words beside a day, which say no more than when it is."""
