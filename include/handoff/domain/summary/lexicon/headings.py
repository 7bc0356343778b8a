"""The words by which headings are understood, and questions that head an answer, in English, German and Spanish: data.

Terms are written as the package says; the names are those of the topics in topics.py.
"""

from __future__ import annotations

from typing import Final

TOPIC_TERMS: Final = {
    "GOAL": """
        goal | goals | objective | objectives | aim | aims | success criteria | kpi | kpis | okr | okrs | targets |
        key results | what success looks like | what the client wants | what the client wanted | what they want |
        what we want to achieve | what we set out to do | desired outcome | desired outcomes | expected outcomes |
        expectations | ambition | ambitions | was der kunde will | was erreicht werden soll | sollzustand |
        erwartungen | lo que quiere el cliente | proposito | propositos | expectativas | finalidad | ziel | ziele |
        zielen | *ziele | *ziel | zielsetzung* | zielvereinbarung* | erfolgskriterien | objetivo | objetivos |
        meta | metas | criterios de exito | why we are here | why we are doing this | why they came |
        why they hired us | what * is after | what * are after | what * wants | what * wanted |
        where * wants to be | where this is going | what they asked for | what it is all for | the brief |
        project brief | design brief | creative brief | client's brief |
        the ask | numbers to hit | the numbers | scorecard | north star | vision | mission | outcomes |
        results against | how are we doing | how we are doing | then and now | progress against | before and after |
        what we are trying to | trying to achieve | trying to do | where we want to be | what for |
        promise of the project | business case | worum es geht | worum es ging | wo soll es hin* | wo wir hin* |
        wohin * | auftrag | wofur wir * | was * will | was * wollen | was * wollte | was * mochte | was * wunscht |
        vorhaben | kennzahlen | soll und ist | soll ist | vorher und nachher | vorher nachher | anliegen |
        wunschbild | messlatte | zielbild | a que vinimos | que busca* | que nos pidieron | que pidieron |
        para que nos * | para que estamos | donde quieren * | donde quiere * | hacia donde * | el encargo |
        encargo | antes y ahora | indicadores | como vamos | que persigue* | que espera* | que quiere* |
        lo que busca* | lo que pidieron | aspiraciones
    """,
    "DELIVERABLE": """
        deliverable | deliverables | delivered | deliveries | handover list |
        ubergabeliste* | ubergabeverzeichnis* | lista de entrega | relacion de entregas |
        work delivered | what we delivered | what was delivered |
        handed over | outputs | work products | liefergegenst* | lieferumfang | geliefert | liefer*ergebnis* |
        arbeitsergebnis* | lieferungen | abnahme | abnahmen | entregable | entregables | entregas | entregado |
        trabajo entregado | what you get | handed out | in the box | what we leave behind | leaving you with |
        was sie bekommen | hinterlass* | was ubergeben * | was geliefert * | lo que dejamos | lo entregado |
        que se entrego | sent to client | what went out | ubergebene leistungen | erbrachte leistungen |
        leistungsnachweis* | entregas aceptadas | conformidades | entregas y conformidades | acceptance register |
        acceptance log | acceptances | sign-offs | accepted deliveries | work done | arbeiten ausgefuhrt |
        ausgefuhrte arbeiten | trabajos realizados
    """,
    "CHALLENGE": """
        challenge | challenges | issues | issue log | problem | problems | difficulties | obstacles | setbacks |
        incident | incidents | what went wrong | complications | hurdles | trouble | troubles | blockers |
        what was difficult | delays | mishaps | komplikation* | verzogerung* | pannen | hindernisse | ruckschlag* |
        schwierig | complicaciones | contratiempos | averias | retrasos | what was hard | post-mortem | postmortem |
        lessons | lessons learned | lessons learnt | retrospective | abnormal situations | herausforderung* |
        problem* | schwierigkeit* | stolperstein* | vorfall | vorfalle | *storung | *storungen | was schief* |
        hurden | ruckblick | reto | retos | desafio | desafios | problemas | dificultades | incidencia |
        incidencias | incidente | incidentes | obstaculos | lecciones aprendidas | outage* | outage review |
        incident review | what happened | ausfall* | que paso | caida | caidas | what hurt | where it hurt |
        what slowed * | what got in the way | got in the way | bumps | bumps in the road | rough patches |
        war stories | saga | mess | disaster | crisis | scare | how we got through | the hard way |
        things that broke | what broke | headaches | pain points | fires we put out | close calls | near miss* |
        flood | flooding | leak | leaks | strike | theft | breach | crash | power cut | hack | recall | mishap |
        accident | accidents | breakdown* | hiccup* | what kept us * | what bit us | what nearly * |
        where we struggled | was wehtat | was uns * aufgehalten | aufgehalten | wo es klemmte | wo es hakte |
        wo es hakt | krise* | was dazwischenkam | wasserschaden | ruckschlage | zwischenfall* | reklamation* |
        *panne | *ausfalle | *schaden | aufreger | schreckmoment* | was schwierig * | was nicht * lief |
        lo que costo | lo que se torcio | sustos | susto | tropiezos | tropiezo | baches | piedras en el camino |
        batallas | lo que nos freno | averia | el lio | percance* | apagon | inundacion | robo | fuga | huelga |
        que salio mal | lo que salio mal | atascos | disgustos
    """,
    "DECISION": """
        decision | decisions | decision log | decided | what we decided | resolutions | decisions taken |
        decisions and constraints | what we agreed | what was agreed | agreements reached | choices made |
        vereinbarungen | festlegungen | abmachungen | absprachen | lo acordado | que se acordo | resoluciones |
        *entscheidung | *entscheidungen | entscheidungs* | beschluss | beschlusse | beschlossen | entschieden |
        decisiones | acuerdos | decidido | settled | what we settled | calls we made | rulings | choices |
        what we ruled out | ruled out | off the table | set in stone | no-gos | no gos | what was resolved |
        resolved at | why not * | what we chose | house position | geklart | was feststeht | was gilt |
        festgehalten | weichenstellung* | vom tisch | grundsatze | so machen wir * | was vereinbart * |
        was beschlossen * | was entschieden * | warum nicht * | abgelehnt | lo decidido |
        que se decidio | en que quedamos | lo que quedo * | criterios | descartado | por que no * |
        por que elegimos * | lo pactado | pactos | resuelto en
    """,
    "CONSTRAINT": """
        constraint | constraints | limitations | restrictions | assumptions | ground rules |
        einschrankung* | rahmenbedingung* | randbedingung* | vorgaben | annahmen |
        restricciones | limitaciones | condicionantes | supuestos
    """,
    "OPEN": """
        open item | open items | open points | open issues | open questions | open tasks | open actions |
        open decisions | loose end | loose ends | outstanding | outstanding items | outstanding work | action item |
        action items | actions | to do | to-do | todo | todos | to dos | next steps | backlog | remaining work |
        unfinished | pending | still open | follow-up | follow-ups | follow ups | not done | what is left |
        what remains | snags | snag list | punch list | punchlist | snaglist |
        defects | defect list | matters arising | left to do |
        still to do | not yet done | remaining tasks | task list | mangel | mangelliste | restpunkte |
        restpunkteliste | was noch zu tun* | aufgabenliste | por cerrar | por terminar | lo que falta |
        queda por hacer | asuntos pendientes | lista de tareas | offen | offene | offene punkte | offene aufgaben |
        offene fragen | offene themen | noch offen | noch zu tun | aufgaben | restarbeiten | ausstehend* |
        nachste schritte | *massnahmen | unerledigt* | zu erledigen | pendiente | pendientes | tareas pendientes |
        temas pendientes | temas abiertos | por hacer | acciones | proximos pasos | cabos sueltos |
        cuestiones abiertas | still cooking | hanging | in the air | unfinished business | before we go | to chase |
        chasing | in flight | half done | not closed | what's left | left over | homework | jobs | on my desk |
        for you to pick up | to pick up | over to you | your turn | where i stopped | parked | in the pipeline |
        ongoing | outstanding points | still to come | to be done | to finish | to close | still to close |
        waiting | waiting on | who owes what | unresolved | in progress | liegt noch | liegengeblieb* |
        in der luft | hangt noch | was fehlt | was noch fehlt | was noch offen ist | noch offen ist | zu tun |
        hausaufgaben | laufend* | in der schwebe | wiedervorlage | nacharbeiten | was liegen blieb | unfertig* |
        unvollendet* | noch nicht erledigt | nicht erledigt | anstehend* | steht noch aus | offen geblieben |
        en el aire | a medias | lo que queda | por rematar | para rematar | flecos | deberes | en curso |
        sin cerrar | queda pendiente | quedan | lo que dejo | abierto | abiertos | sin terminar | sin hacer |
        a la espera | esperando | restliste | snagging | snagging * | beanstandungen | lo que * queda |
        got round to | get round to | not got to | got around to | get around to |
        didn't get to | did not get to | didn't manage | did not manage | not manage | not managed | haven't finished |
        haven't done | haven't managed | didn't finish | not finish | never finished | left undone | still missing |
        still needs doing | needs doing | needs attention | loose threads | for you to finish | unticked |
        nicht gekommen | nicht geschafft | nicht dazu gekommen | nicht mehr geschafft | nicht fertig | was klemmt |
        liegen geblieben | liegen blieb | liegen bleibt | was bleibt zu tun | bleibt zu tun | musst du noch |
        mussen sie noch | mussen wir noch | zu erledigen bleibt | steht aus | dado tiempo | no * tiempo |
        no hemos podido | no hemos hecho | no se ha hecho | no se hizo | sin acabar | sin resolver | queda por * |
        que falta | que nos falta | os falta | falta por *
    """,
    "DEADLINE": """
        deadline | deadlines | due dates | key dates | important dates | dates to watch | calendar |
        milestones ahead | expiry dates | renewal dates | frist | fristen | *fristen | *termine | termine |
        stichtage | ablaufdaten | plazo | plazos | fechas limite | fechas clave | fechas importantes |
        vencimientos | calendario | mark your calendar | coming up | clock is ticking | on the horizon | diary |
        time-critical | by when | dates | when what | what is due when | tickt | im blick behalten | was ansteht |
        wann was | nicht verpassen | vormerken | fallig | ojo con las fechas | lo que viene | no se puede pasar |
        apuntar | fechas | cuando vence | comes up | due soon | what is due | what's due | what falls due |
        don't miss | steht bald an | steht an | fallt an | wann lauft * | wann endet | nicht versaumen | se acerca |
        que vence | proximas fechas | proximos plazos | no olvidar
    """,
    "RISK": """
        risk | risks | risk register | risk log | raid | raid log | what could go wrong | threats | watch list |
        what to watch |
        risik* | *risiko | *risiken | gefahren |
        riesgo | riesgos | registro de riesgos | amenazas
    """,
    "CONTINGENCY": """
        contingency | contingencies | contingency plan | contingency plans | if things go wrong | in an emergency |
        emergency | emergencies |
        fallback | plan b | disaster recovery | what to do if | in case of | business continuity | continuity plan |
        after a disaster |
        notfall* | fur den notfall | im notfall | eventualfall* | ausweichplan |
        contingencia | contingencias | plan de contingencia | emergencia | emergencias | en caso de |
        if this do that | if this, do that | troubleshooting | when things break | what to do when |
        fehlerbehebung | storungsbehebung | was tun wenn | was tun bei |
        solucion de problemas | que hacer si | que hacer cuando |
        if something * | if anything * | falls etwas * | wenn etwas * | si algo * | if it breaks
    """,
    "ACCESS": """
        access | accesses | accounts and systems | accounts and logins | user accounts | systems | systems and access |
        system access | logins | login | credentials |
        logins and who * | keys and who * | passwords and who * | accounts and who * | access and who * |
        systems and who * | zugange und wer * | schlussel und wer * | konten und wer * | systeme und wer * |
        accesos y quien * | claves y quien * | llaves y quien * | cuentas y quien * | sistemas y quien * |
        passwords | password | tools | permissions | users and rights | hosting | infrastructure | environments |
        domains and dns | tech stack | zugang | zugange | zugangs* | *zugange | zugriff* | passwort | passworter |
        kennworter | konten | systeme | *systeme | berechtigung* | benutzerkonten | infrastruktur | acceso |
        accesos | cuentas | sistemas | contrasena | contrasenas | credenciales | permisos | infraestructura |
        herramientas | where things are | where everything is | where things live | wo was liegt | wo alles liegt |
        donde esta cada cosa | donde esta todo | who can get in* | get into what | keys | who has what |
        who holds what | doors and keys | getting in | key list | keyholders | wer kommt wo * | wer hat was |
        schlussel | schlusselliste | zugangsliste | wer darf was | quien entra * | llaves | claves |
        quien tiene que | quien tiene acceso | get into the | gets into * | get in to | can get into | gets in |
        log in | logs in | log into | who can open | kommt an die | kommt an das | kommt an den | kommt in die |
        kommt ins | komme ich an | kommen wir an | wer hat zugriff | wer hat zugang | puede entrar | pueden entrar |
        entrar en | se entra * | quien abre
    """,
    "RECORD": """
        records | records ledger | retention | file register | data retention | documents to return |
        return of documents | archive | archiving |
        aufbewahrung* | unterlagen | aktenverzeichnis | ruckgabe* | archivierung | loschung* | loschfristen |
        conservacion | archivo | registros | devolucion de documentos | documentacion a devolver |
        records and retention | aufbewahrung und loschung | conservacion de datos
    """,
    "MONEY": """
        money | invoice | invoices | invoicing | billing | fees | budget | finance | financials | payments |
        payment terms | costs | pricing | renewals | cost report | charges | payments due | commercial | vergutung |
        gebuhren | kostenaufstellung | cobros | tarifas | gastos | economia | licences | licenses | subscriptions |
        retainer | prepaid | outstanding invoices | commercials | rechnung | rechnungen | *rechnung | *rechnungen |
        rechnungsstand | honorar | honorare | kosten | finanzen | zahlung* | lizenzen | abonnements | abos |
        verlangerungen | vertragliches | guthaben | factura | facturas | facturacion | honorarios | presupuesto |
        pagos | costes | costos | licencias | suscripciones | renovaciones | finanzas | costs and licences | geld |
        abrechnung | dinero | economico | who owes whom | what it costs | what things cost | the bill | paying |
        prices | cash | wrapping up billing | what is paid | what has been paid | was es kostet | finanzielles |
        geldsachen | konditionen | zahlen und rechnungen | offene betrage | cuentas | lo economico | que se debe |
        numeros | condiciones | cobros y pagos | fee | fee account | account statement | owe | owes | owed | owing |
        how much | what does * cost | what do * cost | what * pay | what * pays | schulden | schuldet | was kostet * |
        was kosten * | was zahlt * | was zahlen * | wer zahlt was | nos deben | le debemos | debemos | se debe |
        deben | cuanto * | que cuesta * | que pagan | que paga
    """,
    "PERSON": """
        people | stakeholder | stakeholders | key people | key contacts | contacts | who is who | who's who | team |
        client team | roles | personen | ansprechpartner* | ansprechperson* | kontakte | beteiligte | rollen |
        wer ist wer | personas | contactos | interlocutores | interesados | equipo | quien es quien |
        who to talk to | faces | who does what | cast | the humans | who you'll meet | who you will meet |
        your contacts | who counts | mit wem * | wer macht was | gesichter | wer zahlt | menschen | leute |
        con quien hablar | quien hace que | caras | la gente | gente | talk to | speak to | who do i ask | who to ask |
        whom to ask | who to call | who to ring | who to know | whom to know | wen * frage* | wen * fragen |
        wen * anrufen | an wen * | mit wem * | wen man kennen * | con quien * hablar | con quien * hablo |
        a quien * llamar | a quien * llamo | a quien * pregunt* | a quien pregunt* | a quien conocer
    """,
    "PREFERENCE": """
        preferences | how they like to work | working style | communication preferences | likes and dislikes |
        vorlieben | praferenzen | wunsche | arbeitsweise | umgang mit dem kunden | preferencias |
        como prefieren trabajar | estilo de trabajo | how to handle * | care and feeding | dealing with * |
        working with * | etiquette | how they like it | how to talk to * | so tickt * | wie man mit * |
        umgang mit * | como tratar * | trato con * | como hablar con * | manias de *
    """,
    "COMMITMENT": """
        commitments | promises | what we promised | promised | zusagen | versprechen | zugesagt | compromisos |
        promesas | lo prometido
    """,
    "TACIT": """
        only we know | what only we know | only they know | tacit knowledge | tacit | good to know | worth knowing |
        things to know | gotchas | pitfalls | quirks | tribal knowledge | unwritten rules | insider knowledge |
        know-how | tips | hints | tips and tricks | beware | nobody tells you | not written down | what we learned |
        what we learnt | gut zu wissen | wissenswert* | was nur wir wissen | nur wir wissen | besonderheiten |
        eigenheiten | fallstricke | tipps | hinweise | erfahrungswissen | ungeschrieben* | vorsicht |
        was man wissen* | conviene saber | bueno saber | lo que solo* | solo nosotros sabemos |
        conocimiento tacito | particularidades | consejos | trucos | peculiaridades | a tener en cuenta |
        lo que hemos aprendido | would not guess | would not expect | should know | would like to have known |
        surprises | was man nicht* | uberraschungen | lo que nadie* | things nobody * | what nobody * | oddities |
        lore | secrets | folklore | don't be surprised | survival guide | handle with care | house rules |
        what you should know | you'll want to know | aufpassen | eigenarten | macken | tucken | nicht wundern |
        kniffe | geheimnisse | was keiner * | was niemand * | was man wissen * | nebenbei | manias | rarezas |
        que nadie * | manas | secretos | truquillos | ojo | avisos | de viva voz | lo que hay que saber |
        cosas que *
    """,
    "FORWARD": """
        going forward | runbook | run book | maintenance | operations | recommendations | support | service levels |
        sla | response times | escalation | contact route | how to reach us | how to run | after the handoff |
        instructions | procedures |
        kunftig | ausblick | wartung | betrieb | empfehlung* | betriebshandbuch | reaktionszeiten | eskalation |
        anleitung* |
        en adelante | de cara al futuro | mantenimiento | recomendaciones | soporte | procedimientos |
        escalado | tiempos de respuesta |
        at the end | after the end | end of contract | exit plan | transition plan |
        nach dem ende | vertragsende | al terminar | al finalizar
    """,
    "CONDITION": """
        condition now | current condition | current state | current status | where we stand | where things stand |
        overall status | account health |
        aktueller stand | aktuelle lage | gesamtstatus | wo wir stehen |
        situacion actual | estado actual | estado general
    """,
    "DETERMINATION": """
        why we part | why they leave | reason for leaving | reasons for leaving | parting | termination | offboarding |
        end of the engagement | who decided | alternatives offered | determination | notice given |
        grunde fur den wechsel | grund des wechsels | kundigung | trennung | beendigung | wer hat entschieden |
        angebotene alternativen |
        motivo de la salida | fin de la relacion | rescision | quien decidio | alternativas ofrecidas
    """,
    "DONE": """
        done | completed | completed items | closed | closed items | finished | already done | resolved items |
        dealt with | erledigt | abgeschlossen | bereits erledigt | schon erledigt | fertig | hecho | ya hecho |
        cerrado | cerrados | terminado | completado | resueltos
    """,
    "NEUTRAL": """
        agenda | attendees | participants | present | introduction | intro | summary | overview | background |
        about | history | appendix | references | glossary | table of contents | contents | scope | status |
        progress | notes | minutes | meeting | report | template | example | examples | tagesordnung | teilnehmer* |
        anwesend* | einleitung | zusammenfassung | uberblick | hintergrund | anhang | glossar | inhalt | stand |
        protokoll | vorlage | beispiel* | orden del dia | asistentes | introduccion | resumen | antecedentes |
        anexo | glosario | indice | alcance | estado | acta | plantilla | ejemplo* | exit | exit deck | transition |
        leaving notes | farewell | goodbye | ubergang | transicion | despedida | handover | handover notes |
        handoff | handoff notes | ubergabe | *ubergabe | ubergabehinweise | traspaso | what went well | went well |
        good news | highlights | wins | successes | what worked | thank you | thanks | was gut lief | lief gut |
        erfolge | danke | lo que fue bien | salio bien | exitos | gracias | any other business | verschiedenes |
        varios | ruegos y preguntas | top 1 | begrussung
    """,
}
"""Terms of headings, and of the words before a colon, by topic."""
