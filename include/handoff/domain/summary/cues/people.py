"""Cues of what somebody likes, how they are reached, who has the say, what was promised them.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("PREFERENCE", 2.0, """
        prefers/prefer | likes/hates/loathes/detests/dislikes/appreciates/loves | can't/cannot stand/bear/abide |
        won't read/answer/take/open/sign/accept/discuss/talk | refuses to | insists | would rather | touchy |
        allergic to | fond of | never/rarely/seldom/only/always/usually opens/reads/answers/replies/picks/takes/
        checks/signs/calls/writes/works/looks/comes/listens/talks |
        doesn't/does not like/read/answer/open/do/take/use/want/speak | wants/expects/likes to be |
        wants/expects everything/things/it/all/reports/figures/numbers |
        wants/expects to see/hear/know/approve/sign/be/read/have | needs to be asked/told/warned |
        best reached/caught/to/by/before/after | easiest to | reacts badly | gets nervous/cross/annoyed |
        speaks no/only | hard of hearing | must/should/has to be asked/told/copied/informed/consulted |
        at her/his best | is on leave | is off on | part-time | only in on | signs nothing | deaf | bad news first |
        lets the phone ring | sit on | asks her/his wife/husband/brother/sister first | has to read |
        won't be rushed | takes it personally | needs time/a day | speaks softly | shakes hands | first thing
    """),
    ("PREFERENCE", 1.5, """
        call/calls/ring/rings/phone/phones/phoned/text/texts/e-mail/email/emails/e-mails/mail/mails/whatsapp/
        letter/letters/meeting/meetings/invoice/invoices/report/reports/voicemail/slack/teams/appointment/
        appointments/paper/post/copied/cc/message/messages/slides/attachments/jargon/surprises/figures | in person |
        in writing | by hand | face to face | first name | small talk | mobile | landline
    """),
    ("PREFERENCE", 1.0, """
        never/always/only/rarely/seldom/usually/straight/mostly/no/not |
        on mondays/tuesdays/wednesdays/thursdays/fridays/sundays | mornings/afternoons/evenings |
        before/after milking/noon/lunch/nine/ten/eight/four/five/# | first | twice | every
    """),
    ("PREFERENCE", 3.0, """
        has/have the last/final/deciding word/say/vote | the final say | signs/sign off/everything/every/all |
        decides everything/alone/on/what/about/who | holds the purse | goes/go to .. only |
        goes/go through .. first | nothing .. without her/his/their | approves/approve every/all/everything |
        the one who decides | person to ask/call/ring/talk | reports to | stands in for | deputises for |
        took over from | takes over from | replaces/replaced .. as | is the new | is our contact |
        main/first contact | point of contact | the contact for | looks after the | is in charge of |
        is responsible for | runs/handles/manages/organises/coordinates/keeps/does/minds the | looks after |
        does the books | signs for | speaks for | is the deputy/assistant/site/office/finance/head/manager/owner/
        chair/director/secretary/nurse/caretaker/janitor/bookkeeper/controller/lead |
        's deputy/assistant/brother/sister/wife/husband/son/daughter | left in/at/us | joined in/as | starts as |
        retired | on maternity/parental/sick leave | covers for | is away | knows everybody/everyone |
        is the one to/who | ask for her/him | really decides/runs | pulls the | everything .. goes past/through |
        answers .. at/in the
    """),
    ("PREFERENCE", -3.0, """
        if you/we/i | let me know | thanks/thank | hope you | looking forward | happy to |
        dog/cat/birthday/wedding/baby/holiday/holidays/football/cake/coffee/lunch/dinner/garden/golf/marathon |
        newsletter/unsubscribe
    """),
    ("COMMITMENT", 3.0, """
        we/i/we've/i've promised/pledged/guaranteed/assured |
        we/i have/had promised/pledged/guaranteed/assured/committed | gave .. our/my word |
        promised .. would/to/that/them/her/him/the | our promise | on our word
    """),
    ("PREFERENCE", 1.5, """
        wants/expects/likes/needs a/an/the/no/every/only/to/it/them/things/everything
    """),
    ("PERSON", 1.0, """
        he/she/him/her/his/mr/mrs/ms/dr/herself/himself | <contact>
    """),
)  # fmt: skip

GERMAN: Final = (
    ("PREFERENCE", 2.0, """
        bevorzugt | mag/mögen | hasst | verabscheut | schätzt | möchte/will .. nur/immer/nie/nicht/keine/keinen/
        kein/vorher/gefragt/informiert/angerufen/selbst/persönlich/geduzt/gesiezt/alles/jede/jeden/jedes/
        schriftlich/telefonisch | wünscht .. keine/keinen/sich/nur | legt .. wert | besteht/bestehen .. auf | liest/
        öffnet/beantwortet/schreibt/nimmt/geht/ruft/unterschreibt/prüft/arbeitet .. nie/nur/keine/immer/selten/
        grundsätzlich/meist/nicht/erst/ungern/gern/gerne | reagiert .. empfindlich/allergisch/nur/nicht/ungehalten |
        am besten | am liebsten | lieber | ungern | erreichbar | kann .. nicht leiden/ausstehen | empfindlich |
        spricht kein/nur/keine | hört schlecht | duzt/siezt | freitags nie/nicht | in teilzeit | nur vormittags |
        nicht vor | bitte nur/nie/immer/nicht/keine/vorher | erreicht man nur/am | geht zuerst zu | gesiezt werden |
        hasst/hassen | fragt erst/zuerst | braucht bedenkzeit | nimmt es persönlich | nie ohne | redet gern |
        lässt sich nicht
    """),
    ("PREFERENCE", 1.5, """
        anruf/anrufe/anrufen/anruft/angerufen/telefon/telefonisch/telefoniert | e-mail/e-mails/mail/mails/mailbox |
        brief/briefe/post/papier/fax | whatsapp/sms/nachricht/nachrichten/sprachnachrichten |
        termin/termine/besprechung/besprechungen/sitzungen | rechnung/rechnungen |
        bericht/berichte/folien/anhänge/tabellen | schriftlich | persönlich | in kopie/cc | unter vier augen |
        handy/festnetz | per du | vornamen | zahlen | papier | ans telefon | in papierform | ausgedruckt
    """),
    ("PREFERENCE", 1.0, """
        nie/niemals/immer/nur/selten/meist/meistens/stets/keine/keinen/grundsätzlich |
        montags/dienstags/mittwochs/donnerstags/freitags | vormittags/nachmittags/abends/morgens/mittags |
        vor/nach/ab # | vor/nach/ab neun/zehn/acht/elf/vier/mittag | zuerst | jede/jeden
    """),
    ("PREFERENCE", 3.0, """
        das letzte wort | entscheidet .. allein/alles/über/selbst/am | unterschreibt alles/jede/jeden/selbst |
        alles .. über frau/herrn/ihn/sie | läuft/laufen/geht/gehen .. über .. tisch | nichts .. ohne |
        gibt .. frei | hat das sagen | ansprechpartner/ansprechpartnerin ist/für/bei/: | vertritt | vertretung |
        stellvertret* | zuständig für | nachfolger/nachfolgerin von | übernimmt .. von | löst .. ab |
        ist die/der neue | berichtet an | kümmert sich um | leitet | führt die/das/den |
        macht die buchhaltung/it/post | ist die/der stellvertreter*/assistent*/leiter*/chef*/prokurist*/
        geschäftsführer*/hausmeister*/buchhalter*/sekretär*/inhaber*/sohn/tochter/bruder/schwester/frau/mann |
        ist in elternzeit/rente | ging in rente | hat .. aufgehört | springt ein | ist zuständig | hat prokura |
        eigentlich entscheidet | ohne frau/herrn .. geht/läuft .. nichts | geht ohne .. nichts
    """),
    ("PREFERENCE", -3.0, """
        ^ wenn/falls sie/ihr/du | melden sie | rückfragen | danke/dank | freue/freuen | grüße/grüßen |
        hund/katze/geburtstag/hochzeit/urlaub/fußball/kuchen/kaffee/mittagessen/garten/golf/kinder/enkel |
        newsletter
    """),
    ("COMMITMENT", 3.0, """
        wir/ich/haben/habe/hatten/wurde .. zugesagt/versprochen/zugesichert | sagten/sagte .. zu |
        versprachen/versprach | unsere zusage | unser wort
    """),
    ("PREFERENCE", 1.5, """
        will/möchte/mag/braucht/erwartet/verlangt | herrn/frau .. bitte
    """),
    ("PERSON", 1.0, """
        herr/frau/herrn/er/ihn/ihm/dr/chef/chefin/familie | <contact>
    """),
)  # fmt: skip

SPANISH: Final = (
    ("PREFERENCE", 2.0, """
        prefiere/prefieren | le/les gusta/gustan/molesta/molestan/encanta/irrita | no le/les gusta/gustan |
        odia/odian/detesta/detestan | no soporta/aguanta | insiste/insisten | exige/exigen |
        no lee/abre/contesta/coge/responde/atiende/firma/mira | nunca/jamás/siempre/solo/sólo/rara lee/abre/
        contesta/coge/responde/atiende/firma/mira/llama/escribe/trabaja/habla/viene/acepta/vez |
        quiere/quieren que/recibir/ver/saber/estar/todo/las/los/ser | pide/piden que/no/siempre/todo |
        hay que llamarle/llamarla/avisarle/avisarla/preguntarle/consultarle/escribirle/hablarle |
        mejor llamar*/por/a/escribir* | se le encuentra/localiza/pilla | se pone nervios*/de | se enfada/molesta |
        no habla | duro de oído | media jornada | trabaja de/hasta | tutear*/tutea/trata* de/usted |
        por favor .. no/siempre/solo/sólo | tiquismiquis | quisquillos* |
        solo/sólo decide/firma/contesta después/tras/si | se le manda/mandan/envía/envían |
        nada de audios/correos/llamadas | los borra | necesita tiempo | pregunta antes | sin consultar | se lo toma
    """),
    ("PREFERENCE", 1.5, """
        llamada/llamadas/llamar/llamarle/llamarla/llamen/teléfono/móvil/fijo | correo/correos/email/emails/mail |
        carta/cartas/papel/fax | whatsapp/audios/mensaje/mensajes | reunión/reuniones/cita/citas/visita/visitas |
        factura/facturas | informe/informes/diapositivas/adjuntos/cifras | por escrito | en persona | en copia |
        cara a cara | de tú/usted
    """),
    ("PREFERENCE", 1.0, """
        nunca/jamás/siempre/solo/sólo/rara/casi/nada/ni | los lunes/martes/miércoles/jueves/viernes |
        por la/las mañana/mañanas/tarde/tardes | antes/después/a partir de las/comer/# | a primera | primero |
        cada/todas | en/los viernes/lunes/martes/jueves/miércoles | antes de mediodía/comer/las
    """),
    ("PREFERENCE", 3.0, """
        la última palabra | decide todo/sola/solo/ella/él/sobre | firma todo/ella/él/todas/todos/cada |
        lo firma/decide/aprueba | pasa/pasan por ella/él/su/sus/las/manos | nada .. sin su/que | da el visto bueno |
        quien manda | manda en/de verdad | persona de contacto | el/la contacto para/de | se encarga/encargan de |
        lleva la/las/los/el | responsable de | sustituye/reemplaza a | suple a | releva a | es el/la nuevo/nueva |
        reporta a | hay que preguntar a | se ocupa de | dirige/gestiona/coordina/organiza |
        lleva la contabilidad/tienda/parte/gestión/web | es el/la gerente/director/directora/jefe/jefa/encargado/
        encargada/dueño/dueña/socio/socia/hijo/hija/hermano/hermana/responsable/contable/administrativa/portero/
        secretaria | está de baja/excedencia | se jubiló/jubila | cubre a | la que/el que manda/decide/firma |
        quien decide/firma | de usted | mejor no hablar
    """),
    ("PREFERENCE", -3.0, """
        ^ si/cualquier tienes/tiene/tenéis/necesitas/duda | no dude/dudes | gracias | un abrazo | saludos |
        perro/gato/cumpleaños/boda/vacaciones/fútbol/tarta/café/comida/hijos/nietos | boletín
    """),
    ("COMMITMENT", 3.0, """
        prometimos/prometí | hemos/había/habíamos prometido/asegurado/garantizado |
        nos comprometimos/hemos comprometido | quedamos en que nosotros | les/le debemos | nuestra promesa |
        nuestra palabra
    """),
    ("PREFERENCE", 1.5, """
        quiere/prefiere/exige/pide/espera | hay que mandar*/enviar*/llamar*/avisar*/pedir*/dar*/hablar*/escribir*
    """),
    ("PERSON", 1.0, """
        ella/le/les/don/doña/sr/sra/señor/señora/doctor/doctora/ingeniero/ingeniera/licenciado/licenciada/
        arquitecto/arquitecta | <contact>
    """),
)  # fmt: skip
