"""Whole pages in layouts that many sites serve: the title, the labelled facts and the text come out of each."""

from __future__ import annotations

import pytest

from crawler.extract.page import read_page
from pipelines.normalise.document import markdown_of, read_document

#: Name, page, title, facts by field, what the text holds, what it must not hold, short lines that come out.
PAGES = [
    (
        "folded parts of equal class",
        r"""
<!doctype html><html lang="fr-FR"><head><title>Chargé(e) de mission habitat – Toits Partagés</title><meta
property="og:site_name" content="Toits Partagés"></head><body class="elementor-page"><header
class="site-header"><a href="/">Site</a><nav><a href="/a">Accueil</a><a href="/b">Nous</a></nav></header><div
data-elementor-type="wp-page" class="elementor"><section class="elementor-section"><div
class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap"><div
class="elementor-widget elementor-widget-heading"><div class="elementor-widget-container"><h1
class="elementor-heading-title">Chargé(e) de mission
habitat</h1></div></div></div></div></div></section><section class="elementor-section"><div
class="elementor-column"><div class="elementor-widget elementor-widget-icon-list"><div
class="elementor-widget-container"><ul class="elementor-icon-list-items"><li class="elementor-icon-list-item"><span
class="elementor-icon-list-icon"><i class="fas fa-map-marker-alt"></i></span><span
class="elementor-icon-list-text">Limoges</span></li><li class="elementor-icon-list-item"><span
class="elementor-icon-list-icon"><i class="fas fa-file-signature"></i></span><span
class="elementor-icon-list-text">CDI – 35 h</span></li><li class="elementor-icon-list-item"><span
class="elementor-icon-list-icon"><i class="far fa-calendar"></i></span><span
class="elementor-icon-list-text">Prise de poste : 1er mars
2027</span></li></ul></div></div></div></section><section class="elementor-section"><div
class="elementor-widget elementor-widget-toggle"><div class="elementor-toggle"><div
class="elementor-toggle-item"><div class="elementor-tab-title" role="button"><a class="elementor-toggle-title">Vos
missions</a></div><div class="elementor-tab-content elementor-clearfix" style="display: none;"><p>Vous accompagnez
les collectifs d'habitants depuis la première réunion jusqu'à la remise des clés, et vous tenez le budget des
opérations.</p></div></div><div class="elementor-toggle-item"><div class="elementor-tab-title" role="button"><a
class="elementor-toggle-title">Votre profil</a></div><div class="elementor-tab-content elementor-clearfix"
style="display: none;"><p>Bac +3 minimum et deux ans d'expérience dans l'habitat participatif.</p></div></div><div
class="elementor-toggle-item"><div class="elementor-tab-title"><a
class="elementor-toggle-title">Candidater</a></div><div class="elementor-tab-content" style="display:
none;"><p>Envoyez CV et lettre à emploi@toitspartages.example avant le 15 janvier
2027.</p></div></div></div></div></section></div><footer class="elementor-location-footer"><p>Toits Partagés,
3 rue des Halles 87000 Limoges</p><p>Recevez notre lettre</p></footer></body></html>
""",
        "Chargé(e) de mission habitat",
        {"start": "1er mars 2027"},
        ["remise des clés", "habitat participatif", "avant le 15 janvier 2027"],
        ["Recevez notre lettre"],
        ["Limoges", "CDI"],
    ),
    (
        "fields above the text",
        r"""
<!doctype html><html lang="en"><head><title>Finance Officer | Harbour Aid</title></head><body
class="node-type-vacancy"><div id="page-wrapper"><div id="header"><a href="/" rel="home">Harbour
Aid</a></div><div id="navigation"><ul class="menu"><li><a href="/about">About</a></li><li><a
href="/jobs">Jobs</a></li></ul></div><div id="main-wrapper"><div id="content" class="column"><h1
id="page-title">Finance Officer</h1><div class="tabs"></div><div class="node node-vacancy"><div
class="submitted">Submitted by admin on Tue, 11/03/2026 - 10:12</div><div class="content"><div class="field
field-name-field-location field-label-inline"><div class="field-label">Duty station:&nbsp;</div><div
class="field-items"><div class="field-item even">Nairobi, Kenya</div></div></div><div class="field
field-name-field-contract field-label-above"><div class="field-label">Contract type</div><div
class="field-items"><div class="field-item even">Fixed-term</div></div></div><div class="field
field-name-field-grade field-label-above"><div class="field-label">Salary</div><div class="field-items"><div
class="field-item even">KES 210,000 per month</div></div></div><div class="field field-name-field-deadline"><div
class="field-label">Closing date</div><div class="field-items"><div class="field-item even"><span
class="date-display-single">Friday, December 18, 2026</span></div></div></div><div class="field
field-name-body"><div class="field-items"><div class="field-item even"><p><strong>Purpose of the
position</strong></p><p>The Finance Officer keeps the books of two field offices and prepares the monthly donor
reports together with the programme managers.</p><p><strong>Requirements</strong></p><ul><li>Degree in
accounting</li><li>Three years of experience</li></ul></div></div></div><ul class="links inline"><li><a
href="/user/login">Log in to post comments</a></li></ul></div></div></div><div id="sidebar-second"><div
class="block"><h2>Latest news</h2><ul><li><a href="/n/1">Flood response
update</a></li></ul></div></div></div><div id="footer">Harbour Aid is registered in
Kenya.</div></div></body></html>
""",
        "Finance Officer",
        {"place": "Nairobi", "contract": "Fixed-term", "salary": "KES 210,000", "deadline": "December 18"},
        ["keeps the books", "Degree in accounting"],
        ["Flood response", "Log in to post"],
        [],
    ),
    (
        "frames with a header each",
        r"""
<!DOCTYPE html><html lang="de"><head><title>Stellenangebote: Diakonie Mittelhessen</title></head><body><div
class="page-wrap"><div class="metanav"><ul><li><a href="/kontakt">Kontakt</a></li><li><a
href="/presse">Presse</a></li></ul></div><div class="tx-jobs"><div id="c1234" class="frame frame-default
frame-type-textpic"><header><h2 class="ce-headline">Sozialarbeiter:in (m/w/d) Wohnungslosenhilfe</h2></header><div
class="ce-bodytext"><p>Ab 01.04.2027 · unbefristet · 75 % (29,25 Std./Woche) · Gießen</p></div></div><div
id="c1235" class="frame"><header><h3>Ihre Aufgaben</h3></header><div class="ce-bodytext"><ul><li>Beratung und
Begleitung wohnungsloser Menschen in der Tagesstätte</li><li>Zusammenarbeit mit Ämtern und
Vermietern</li></ul></div></div><div id="c1236" class="frame"><header><h3>Wir bieten</h3></header><div
class="ce-bodytext"><p>Vergütung nach AVR.DD, Entgeltgruppe 9, 30 Tage Urlaub und eine betriebliche
Altersversorgung.</p></div></div><div id="c1237" class="frame"><header><h3>Kontakt</h3></header><div
class="ce-bodytext"><p>Bewerbungen bis 31.01.2027 an bewerbung@diakonie-mh.example</p></div></div></div><div
class="footer"><p>© Diakonie Mittelhessen</p></div></div></body></html>
""",
        "Sozialarbeiter:in (m/w/d) Wohnungslosenhilfe",
        {},
        ["Begleitung wohnungsloser", "AVR.DD", "bis 31.01.2027"],
        ["© Diakonie"],
        ["unbefristet"],
    ),
    (
        "labels within a list of another label",
        r"""
<!DOCTYPE html><html lang="it-it"><head><title>Educatore professionale - Coop Il Filo</title></head><body
class="site com_content view-article"><div class="body"><header class="header"><a class="brand" href="/">Coop Il
Filo</a></header><nav class="navigation"><ul class="nav menu"><li><a href="/">Home</a></li></ul></nav><div
class="row-fluid"><main id="content" class="span9"><div class="item-page" itemscope><div class="page-header"><h2
itemprop="headline">Educatore professionale</h2></div><dl class="article-info muted"><dt
class="article-info-term">Dettagli</dt><dd class="createdby">Scritto da <span>Redazione</span></dd><dd
class="category-name">Categoria: <a href="/lavora">Lavora con noi</a></dd><dd class="published"><time
datetime="2026-11-02T10:00:00+01:00">Pubblicato: 02 Novembre 2026</time></dd><dd class="hits">Visite:
322</dd></dl><div itemprop="articleBody"><p><strong>Sede:</strong> Ferrara<br><strong>Contratto:</strong> tempo
determinato, 12 mesi<br><strong>Orario:</strong> 30 ore settimanali<br><strong>Retribuzione:</strong> CCNL
cooperative sociali, livello D2</p><p>La cooperativa cerca un educatore per la comunità minori: turni, progetti
educativi individuali e lavoro in equipe con i servizi del territorio.</p><p>Inviare CV a selezione@ilfilo.example
entro il 15 dicembre 2026.</p></div><ul class="pager pagenav"><li><a
href="/p">Indietro</a></li></ul></div></main><div id="aside" class="span3"><div class="well"><h3
class="page-header">Eventi</h3><p>Sabato 5 dicembre mercatino solidale in
piazza</p></div></div></div></div><footer class="footer"><p>P. IVA 0000</p></footer></body></html>
""",
        "Educatore professionale",
        {"place": "Ferrara", "contract": "tempo determinato", "posted": "02 Novembre"},
        ["turni, progetti", "entro il 15 dicembre"],
        ["mercatino", "Visite: 322"],
        [],
    ),
    (
        "headings that are buttons",
        r"""
<!DOCTYPE html><html lang="nl"><head><title>Coördinator vrijwilligers — Stichting Windkracht</title><meta
property="og:title" content="Coördinator vrijwilligers — Stichting Windkracht"></head><body><div
id="siteWrapper"><header id="header" class="header"><div class="header-title"><a href="/">Stichting
Windkracht</a></div></header><main id="page"><article class="sections"><section class="page-section"><div
class="sqs-block html-block"><div class="sqs-html-content"><h1>Coördinator vrijwilligers</h1><p><em>Utrecht | 24
uur per week | € 3.100 – € 3.900 bij 36 uur</em></p></div></div></section><section class="page-section"><div
class="sqs-block accordion-block"><ul class="accordion-items-container"><li class="accordion-item"><h4
class="accordion-item__title-wrapper"><button class="accordion-item__click-target"><span
class="accordion-item__title">Wat ga je doen?</span></button></h4><div class="accordion-item__dropdown"
aria-hidden="true"><div class="accordion-item__description"><p>Je werft, begeleidt en bedankt honderd vrijwilligers
en zorgt dat niemand op een zaterdag alleen achter de balie staat.</p></div></div></li><li
class="accordion-item"><h4><button><span class="accordion-item__title">Wie ben jij?</span></button></h4><div
class="accordion-item__dropdown" aria-hidden="true"><div class="accordion-item__description"><p>Je hebt een
hbo-diploma en minstens drie jaar ervaring met vrijwilligers.</p></div></div></li></ul></div></section><section
class="page-section"><p>Solliciteren kan tot 8 januari 2027 via
werk@windkracht.example.</p></section></article></main><footer class="sections" id="footer-sections"><p>KvK
000000</p></footer></div></body></html>
""",
        "Coördinator vrijwilligers",
        {},
        ["bedankt honderd", "Wat ga je doen", "hbo-diploma", "8 januari"],
        ["KvK"],
        ["Utrecht", "24 uur"],
    ),
    (
        "headings as labels of rows",
        r"""
<html lang="fr"><head><title>Offres - Fiche</title></head><body><div id="s4-workspace"><div
id="s4-topheader2"><a href="/">Accueil</a></div><div id="s4-bodyContainer"><div id="MSO_ContentTable"><span
id="DeltaPlaceHolderMain"><table class="ms-formtable" width="100%"><tr><td class="ms-formlabel" nowrap
width="113"><h3 class="ms-standardheader"><a name="x"></a>Intitulé du poste</h3></td><td class="ms-formbody"
id="SPFieldText">Gestionnaire de paie</td></tr><tr><td class="ms-formlabel"><h3
class="ms-standardheader">Lieu</h3></td><td class="ms-formbody">Charleroi</td></tr><tr><td
class="ms-formlabel"><h3 class="ms-standardheader">Type de contrat</h3></td><td
class="ms-formbody">CDI</td></tr><tr><td class="ms-formlabel"><h3 class="ms-standardheader">Date
limite</h3></td><td class="ms-formbody">12/01/2027</td></tr><tr><td class="ms-formlabel"><h3
class="ms-standardheader">Description</h3></td><td class="ms-formbody"><div dir=""><div>Vous établissez les paies
de 180 travailleurs, répondez à leurs questions et tenez les tableaux de bord sociaux de l'ASBL.</div><div>Bachelier
en comptabilité ou expérience équivalente.</div></div></td></tr><tr><td class="ms-formlabel"><h3
class="ms-standardheader">Pièces jointes</h3></td><td class="ms-formbody"><a
href="a.pdf">profil.pdf</a></td></tr></table></span></div></div></div></body></html>
""",
        "Gestionnaire de paie",
        {"place": "Charleroi", "contract": "CDI", "deadline": "12/01/2027"},
        ["paies de 180 travailleurs", "Bachelier"],
        [],
        [],
    ),
    (
        "blocks whose heading is a box",
        r"""
<!DOCTYPE html><html lang="fr"><head><title>Comptable unique H/F - Réf. 2026-114</title></head><body><div
class="container"><div class="row header-site"><div class="col"><a href="/">Nos offres</a></div></div><div
class="row"><div class="col-md-8"><h1 class="offre-titre">Comptable unique H/F</h1><div class="offre-bloc"><div
class="offre-bloc-titre">Le poste</div><div class="offre-bloc-texte">Vous tenez la comptabilité générale et
analytique de l'association, jusqu'au bilan, et vous préparez les subventions.<br><br>Vous déclarez la
TVA.</div></div><div class="offre-bloc"><div class="offre-bloc-titre">Votre profil</div><div
class="offre-bloc-texte">BTS CG et trois ans d'expérience.</div></div></div><div class="col-md-4"><div
class="encart"><div class="encart-titre">En bref</div><ul><li><b>Référence</b>
2026-114</li><li><b>Localisation</b> Besançon (25)</li><li><b>Contrat</b> CDD de 8 mois</li><li><b>Temps de
travail</b> Temps partiel 28 h</li><li><b>Publiée le</b> 16/11/2026</li></ul><a href="/postuler/114"
class="btn">Postuler</a></div></div></div></div><div class="footer">Propulsé par Tel
Logiciel</div></body></html>
""",
        "Comptable unique H/F",
        {
            "reference": "2026-114",
            "place": "Besançon",
            "contract": "CDD de 8 mois",
            "working_time": "28 h",
            "posted": "16/11/2026",
        },
        ["préparez les subventions", "déclarez la TVA", "BTS CG"],
        ["Propulsé"],
        [],
    ),
    (
        "blocks of short lines",
        r"""
<!DOCTYPE html><html lang="fr"><head><title>Aide à domicile - Aurillac | Aide des Monts</title><meta
property="og:site_name" content="Aide des Monts"></head><body><div id="app"><div class="header-bar"><a
href="/">Aide des Monts</a><a href="/fr/annonces">Annonces</a></div><div class="job-ad"><section
class="job-ad-top" style="background:#eee"><h1>Aide à domicile</h1><div class="job-ad-info"><p><i
class="dr-icon-location"></i> 15000 Aurillac</p><p><i class="dr-icon-contract"></i> CDI</p><p><i
class="dr-icon-clock"></i> Temps partiel</p><p><i class="dr-icon-calendar"></i> Publiée le
12/11/2026</p></div><a class="dr-button" href="https://dr.example/apply/77">Je postule</a></section><section
class="job-ad-description"><div class="ad-block"><p class="ad-block-title"><strong>Nous
connaître</strong></p><p>Aide des Monts intervient chez mille deux cents personnes du Cantal depuis
1962.</p></div><div class="ad-block"><p><strong>Vos missions</strong></p><p>Lever, toilette, repas, courses et
compagnie, sur un secteur de quinze kilomètres.</p></div></section><section class="job-ad-similar"><h2>Ces
annonces peuvent vous intéresser</h2><div
class="card"><h3>Infirmier</h3><p>Mauriac</p></div></section></div></div></body></html>
""",
        "Aide à domicile",
        {"posted": "12/11/2026", "apply_url": "apply/77"},
        ["quinze kilomètres", "mille deux cents"],
        ["Mauriac"],
        ["15000 Aurillac", "CDI", "Temps partiel"],
    ),
    (
        "letters of a large size as title",
        r"""
<HTML><HEAD><TITLE>Verein Hofleben - Aktuelles</TITLE></HEAD><BODY BGCOLOR="white"><TABLE WIDTH="760"
ALIGN="center"><TR><TD COLSPAN="2"><IMG SRC="logo.gif" ALT="Hofleben e.V."></TD></TR><TR><TD WIDTH="140"
VALIGN="top"><FONT SIZE="2"><A HREF="i.htm">Start</A><BR><A HREF="h.htm">Der Hof</A><BR><A
HREF="s.htm">Stellen</A></FONT></TD><TD><FONT SIZE="5" COLOR="green">Gärtnerin oder Gärtner
gesucht</FONT><BR><BR><FONT SIZE="3">Der Verein Hofleben e.V. sucht ab 1. März 2027 eine Gärtnerin oder einen
Gärtner für den Gemüsebau in Witzenhausen.<BR><BR><B>Arbeitszeit:</B> 32 Stunden<BR><B>Vergütung:</B> 2.700 Euro
brutto<BR><B>Befristung:</B> zwei Jahre<BR><BR>Sie leiten vier Beschäftigte mit Behinderung an und planen den Anbau
mit ihnen zusammen, vom Saatgut bis zum Marktstand.<BR><BR>Bewerbung bis 10. Januar 2027 an
hof@hofleben.example</FONT><HR><FONT SIZE="2"><B>Termine</B><BR>12.12. Adventsmarkt auf dem Hof, Eintritt 3
Euro<BR>Hofladen geöffnet Fr 14-18 Uhr</FONT></TD></TR><TR><TD COLSPAN="2"><FONT SIZE="1">Letzte Änderung:
20.11.2026 - Webmaster: web@hofleben.example - Besucher: 12345</FONT></TD></TR></TABLE></BODY></HTML>
""",
        "Gärtnerin oder Gärtner gesucht",
        {"working_time": "32 Stunden", "salary": "2.700"},
        ["Saatgut bis zum Marktstand"],
        ["Adventsmarkt", "Besucher"],
        [],
    ),
    (
        "employer in a heading",
        r"""
<!DOCTYPE html><html lang="es"><head><title>Psicóloga - Red Acoge Norte</title></head><body><div
class="wrap"><div class="cabecera"><a href="/">Bolsa ONG</a></div><div class="oferta"><h1>Psicóloga</h1><h2
class="entidad">Red Acoge Norte</h2><div class="datos"><span class="et">Ciudad</span><span
class="val">Bilbao</span><br><span class="et">Tipo de contrato</span><span class="val">Temporal</span><br><span
class="et">Fecha límite</span><span class="val">14/01/2027</span><br><span class="et">Salario</span><span
class="val">27.800 € brutos/año</span></div><div class="texto"><h3>Funciones</h3><p>Atención psicológica
individual y grupal a mujeres solicitantes de asilo, coordinación con el equipo jurídico y
social.</p><h3>Requisitos</h3><p>Grado en Psicología y habilitación
sanitaria.</p></div></div></div></body></html>
""",
        "Psicóloga",
        {"place": "Bilbao", "contract": "Temporal", "deadline": "14/01/2027", "salary": "27.800"},
        ["solicitantes de asilo", "habilitación sanitaria"],
        [],
        [],
    ),
    (
        "facts beside the main part",
        r"""
<!DOCTYPE html><html lang="en"><head><title>Legal Caseworker | Rights
North</title></head><body><header><nav><a href="/">Rights North</a><a href="/work">Work for
us</a></nav></header><div class="layout"><main><h1>Legal Caseworker</h1><p>You will run fifty live asylum cases
with a supervising solicitor and two volunteers, and know each of them by name.</p><h2>About you</h2><p>OISC Level
2, or the stamina to get there in a year. At least two years in advice work.</p></main><aside
class="job-facts"><h2>Key facts</h2><ul><li><span>Location</span>
<strong>Bradford</strong></li><li><span>Salary</span> <strong>£29,750</strong></li><li><span>Contract</span>
<strong>Fixed term, 18 months</strong></li><li><span>Closing date</span> <strong>11 January
2027</strong></li></ul><a class="button" href="https://apply.rightsnorth.example/7">Apply
now</a></aside></div><aside class="news"><h2>Latest news</h2><p>We won at the Upper
Tribunal</p></aside><footer>Charity 000</footer></body></html>
""",
        "Legal Caseworker",
        {"place": "Bradford", "salary": "29,750", "contract": "Fixed term", "deadline": "11 January 2027"},
        ["fifty live asylum", "OISC"],
        ["Upper Tribunal"],
        [],
    ),
    (
        "header above the main part",
        r"""
<!DOCTYPE html><html lang="pt-BR"><head><title>Educadora social | Instituto Beira |
VagasONG</title></head><body><header class="topo"><a href="/">VagasONG</a><a
href="/vagas">Vagas</a></header><section class="hero"><div class="container"><span class="empresa">Instituto
Beira</span><h1>Educadora social</h1><ul class="meta"><li>Recife, PE</li><li>CLT</li><li>R$ 3.400 por
mês</li><li>Publicada em 10/11/2026</li></ul><a class="cta" href="https://beira.example/inscricao">Quero me
candidatar</a></div></section><main class="content"><div class="container"><h2>Atividades</h2><p>Conduzir
oficinas com adolescentes de manhã e visitas às famílias à tarde, em dois bairros da zona norte da
cidade.</p><h2>Requisitos</h2><p>Ensino superior em ciências humanas e um ano de
experiência.</p></div></main><section class="mais"><h2>Outras vagas</h2><p>Motorista,
Olinda</p></section><footer>VagasONG 2026</footer></body></html>
""",
        "Educadora social",
        {"posted": "10/11/2026", "apply_url": "inscricao", "organisation": "Instituto Beira"},
        ["Conduzir oficinas", "ciências humanas"],
        ["Motorista"],
        ["Recife, PE", "CLT", "3.400"],
    ),
    (
        "hidden tabs",
        r"""
<!DOCTYPE html><html lang="it"><head><title>Operatore sociale notturno</title></head><body><div
class="site"><div class="top-menu"><a href="/">Fondazione Lanterna</a><a href="/chi">Chi siamo</a></div><div
class="page-content"><h1>Operatore sociale notturno</h1><ul class="nav nav-tabs"><li class="active"><a
href="#t1">Il lavoro</a></li><li><a href="#t2">Le condizioni</a></li><li><a
href="#t3">Candidarsi</a></li></ul><div class="tab-content"><div id="t1" class="tab-pane active"><p>Dalle dieci
di sera alle otto del mattino tieni aperto il dormitorio, accogli chi arriva e scrivi il diario della
notte.</p></div><div id="t2" class="tab-pane"
style="display:none"><table><tbody><tr><th>Sede</th><td>Livorno</td></tr><tr><th>Contratto</th><td>Tempo
indeterminato</td></tr><tr><th>Ore</th><td>20 a settimana</td></tr></tbody></table></div><div id="t3"
class="tab-pane" style="display:none"><p>CV a lavoro@lanterna.example entro il 31 dicembre
2026</p></div></div></div><div class="bottom-bar">Privacy - Cookie</div></div></body></html>
""",
        "Operatore sociale notturno",
        {"place": "Livorno", "contract": "Tempo indeterminato", "working_time": "20 a settimana"},
        ["diario della notte", "entro il 31 dicembre"],
        ["Privacy - Cookie"],
        [],
    ),
    (
        "nothing but boxes",
        r"""
<html lang="en"><head><title>Shelter Manager</title></head><body><div id="root"><div class="css-1a"><div
class="css-2b"><a href="/">Jobs for Good</a><a href="/login">Log in</a></div><div class="css-3c"><div
class="css-4d"><div class="css-5e">Shelter Manager</div><div class="css-6f">Harbour Nights</div><div
class="css-7g"><span class="css-8h">Plymouth</span><span class="css-8h">Full time</span><span
class="css-8h">£33,000</span></div></div><div class="css-9i"><div class="css-10j">About the role</div><div
class="css-11k">You run a thirty-bed winter shelter with a team of nine and forty volunteers, from November to the end
of March.</div><div class="css-10j">About you</div><div class="css-11k">You have managed a building full of people
before.</div><div class="css-10j">How to apply</div><div class="css-11k">Send a CV to jobs@harbournights.example by
3 January 2027.</div></div></div><div class="css-12l">© Jobs for Good</div></div></div></body></html>
""",
        "Shelter Manager",
        {},
        ["thirty-bed winter shelter", "full of people before", "3 January 2027"],
        ["© Jobs"],
        ["Plymouth", "Full time", "33,000"],
    ),
    (
        "hidden boxes of one class",
        r"""
<html lang="pt-BR"><head><title>Motorista - Cozinha Comunitária</title></head><body><div class="app"><div
class="app-header"><a href="/">Portal do Terceiro Setor</a></div><div class="vaga"><div
class="vaga-topo"><h1>Motorista</h1><p><a href="/ong/cozinha">Cozinha Comunitária do Morro</a></p><div
class="badges"><span class="badge badge-info">CLT</span> <span class="badge badge-info">Salvador - BA</span> <span
class="badge badge-success">R$ 2.300,00</span></div></div><ul
class="abas"><li>Descrição</li><li>Requisitos</li><li>Benefícios</li></ul><div class="aba"
id="descricao"><p>Buscar doações nas feiras de madrugada e entregar marmitas no almoço, com um ajudante e uma kombi
bem cuidada.</p></div><div class="aba" id="requisitos" style="display:none"><p>CNH categoria D e um ano de
experiência.</p></div><div class="aba" id="beneficios" style="display:none"><p>Vale-transporte, cesta básica e
plano odontológico.</p></div></div><div class="rodape">Portal do Terceiro Setor 2026</div></div></body></html>
""",
        "Motorista",
        {},
        ["kombi bem cuidada", "CNH categoria D", "cesta básica"],
        ["2026"],
        ["CLT", "Salvador", "2.300"],
    ),
    (
        "a card on a page of posts",
        r"""
<html lang="en"><head><title>Open positions at Lantern House</title></head><body><div class="top">Lantern
House</div><div class="container"><h1>Work with us</h1><div class="job-card"><h2>Night Support Worker</h2><p
class="meta">Hull • 30 hours • £12.60 an hour</p><p>You keep the house calm between ten and eight, make toast at
three in the morning and write up the log.</p><p>Apply by 9 January 2027 to
nights@lantern.example.</p></div></div><div class="bottom">Lantern House is a charity.</div></body></html>
""",
        "Night Support Worker",
        {},
        ["toast at three"],
        [],
        ["Hull", "30 hours", "12.60"],
    ),
    (
        "notices below a rule",
        r"""
<html><head><title>Foyer rural de Saint-Aubin</title></head><body><center><h2>FOYER RURAL DE
SAINT-AUBIN</h2></center><table><tr><td><a href=1>Accueil</a><br><a
href=2>Activités</a></td><td><h3>Recherche animatrice ou animateur (h/f)</h3><p>Pour les mercredis et les petites
vacances, le foyer cherche quelqu'un qui aime les enfants, la pâte à sel et les cabanes.</p><p>CDD de 10 mois, 12
heures par semaine. Passez nous voir le jeudi soir.</p><hr><p><b>Infos</b></p><ul><li>Loto le 19 décembre, 3 €
le carton</li><li>Fermeture du 24 décembre au 4 janvier</li></ul></td></tr></table><p align=center><small>Page
vue 3 211 fois - Dernière mise à jour le 02/11/2026</small></p></body></html>
""",
        "Recherche animatrice ou animateur (h/f)",
        {},
        ["la pâte à sel", "12 heures"],
        ["Loto", "3 211"],
        [],
    ),
    (
        "facts in a table aside",
        r"""
<html lang="nl"><head><title>Projectleider energiearmoede - Warm Wonen</title></head><body><header
class="header"><div class="brand"><a href="/">Warm Wonen</a></div><h1>Projectleider energiearmoede</h1><p
class="sub">Arnhem · 28 uur · tijdelijk</p></header><main><div class="inhoud"><p>Je zet een ploeg klussers op,
regelt het busje en zorgt dat niemand deze winter in de kou zit.</p><h2>Wat bieden wij?</h2><p>€ 3.800 per maand bij
36 uur.</p></div></main><aside class="zijbalk"><table><tr><td>Sluitingsdatum</td><td>11 januari
2027</td></tr><tr><td>Startdatum</td><td>1 maart 2027</td></tr><tr><td>Dienstverband</td><td>Tijdelijk, 1
jaar</td></tr></table></aside><footer>Warm Wonen</footer></body></html>
""",
        "Projectleider energiearmoede",
        {"deadline": "11 januari", "start": "1 maart", "contract": "Tijdelijk"},
        ["niemand deze winter"],
        [],
        ["Arnhem", "28 uur"],
    ),
]


@pytest.mark.parametrize(
    ("page", "title", "facts", "told", "foreign", "lines"), [p[1:] for p in PAGES], ids=[p[0] for p in PAGES]
)
def test_title_facts_and_text_come_out_of_a_page(page, title, facts, told, foreign, lines):
    read = read_page(page, "https://www.site.example/jobs/123")
    document = read_document(read.body)
    markdown = markdown_of(document)
    stated = [(s.field, s.text) for s in read.statements] + [(b.field, b.value) for b in document.blocks if b.field]
    assert next(text for field, text in stated if field == "title") == title
    assert [
        field for field, value in facts.items() if not any(f == field and value in text for f, text in stated)
    ] == []
    assert [phrase for phrase in told if phrase not in markdown] == []
    assert [phrase for phrase in foreign if phrase in markdown] == []
    short = [text for _, text in stated] + [block.text for block in document.blocks if len(block.text) < 90]
    assert [line for line in lines if not any(line in text for text in short)] == []
