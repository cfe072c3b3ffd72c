"""Word lists for page furniture, bylines and date lines: English, German, French, Spanish, Portuguese, Italian.

All entries are case folded and stand without digits and signs around them.
"""

from __future__ import annotations


def _lines(*groups: str) -> frozenset[str]:
    return frozenset(entry.strip() for group in groups for entry in group.split(","))


ANYWHERE = _lines(
    "share, share this, share this article, share this story, share this post, share article, tweet, print, copy link",
    "print this page",
    "comments, comment, leave a comment, add a comment, post a comment, no comments, leave a reply, cancel reply, reply",
    "log in, login, sign in, sign up, subscribe, subscribe now, skip to content, skip to main content, cookie policy",
    "cookie settings",
    "advertisement, advertisements, advertising, ad, sponsored, sponsored content, promoted, related articles",
    "related stories, related posts",
    "related news, related content, related topics, you may also like, you might also like, recommended for you",
    "most read, most popular",
    "trending now, latest news, top stories, read more, read next, read less, up next, more stories, previous article",
    "next article",
    "previous post, next post, back to top, to the top, follow us, privacy policy, terms of use, terms of service",
    "terms and conditions",
    "accept all, accept cookies, reject all, load more, show more, show less, loading, listen to article",
    "listen to this article, advert, this slideshow requires javascript, media playback is unsupported on your device",
    "story continues below advertisement, article continues below advertisement, continue reading below, back to gallery",
    "view author archive, get author rss feed, email the author, print this article, read the full story",
    "share via, share on, facebook, twitter, linkedin, whatsapp, telegram, pinterest, instagram, youtube, e-mail, email, rss",
    "teilen, drucken, kommentare, kommentar schreiben, kommentar verfassen, abonnieren, anmelden, weiterlesen",
    "mehr lesen, anzeige, werbung",
    "nach oben, folgen sie uns, cookie-einstellungen, lesen sie auch, das könnte sie auch interessieren, impressum",
    "datenschutz",
    "partager, imprimer, commentaires, laisser un commentaire, se connecter, s'abonner, abonnez-vous, lire plus",
    "lire la suite, lire aussi",
    "à lire aussi, publicité, haut de page, suivez-nous, articles similaires, mentions légales, politique de confidentialité",
    "compartir, imprimir, comentarios, deja un comentario, deja una respuesta, iniciar sesión, suscríbete",
    "suscribirse, leer más",
    "te puede interesar, publicidad, volver arriba, síguenos, artículos relacionados, noticias relacionadas",
    "política de privacidad",
    "compartilhar, partilhar, comentários, deixe um comentário, leia mais, leia também, publicidade, voltar ao topo",
    "siga-nos",
    "condividi, stampa, commenti, lascia un commento, accedi, abbonati, leggi anche, leggi tutto, pubblicità",
    "torna su, seguici",
)
"""Lines that are furniture wherever they stand."""

OUTSIDE_BODY = _lines(
    "home, menu, search, close, contact, contact us, get in touch, about, about us, enquiry, enquiries, inquiry",
    "register, registration",
    "newsletter, newsletters, related, recommended, trending, popular, previous, next, top, follow, archive, archives",
    "sitemap, careers",
    "advertise, advertise with us, donate, support us, tags, topics, categories, translate, listen, play, pause, save",
    "photos, videos, video",
    "all rights reserved, terms, privacy, cookies, accept, editor's picks, editors' picks, more news, live, logo",
    "see also, more",
    "startseite, suche, menü, kontakt, registrieren, agb, schlagwörter, accueil, recherche, contactez-nous, connexion",
    "inscription",
    "inicio, buscar, contacto, contáctenos, aviso legal, registrarse, etiquetas, início, pesquisar, contato, entrar",
    "cadastre-se, assine",
    "cerca, contatti, registrati, iscriviti, note legali",
)
"""Lines that are furniture above or below an article; inside they may be headings."""

NOTICE_LABELS = _lines(
    "legal disclaimer, disclaimer, legal notice, important notice, copyright notice, important disclosures",
    "disclosure, disclosures",
    "forward-looking statements, forward looking statements, safe harbor statement, cautionary statement",
    "editor's disclaimer",
    "haftungsausschluss, rechtlicher hinweis, avertissement, avis de non-responsabilité, mentions légales, aviso legal",
    "descargo de responsabilidad, isenção de responsabilidade, aviso legal, esclusione di responsabilità, avvertenza",
)
"""Labels of legal notices."""

BYLINE_STARTS = ("by", "written by", "words by", "story by", "reported by", "von", "par", "por", "di")
"""What a byline starts with."""

PUBLISHED_LABELS = _lines(
    "published, published on, publish date, publication date, first published, date published, posted, posted on",
    "date, released, issued",
    "created, uploaded, filed, veröffentlicht, veröffentlicht am, erstellt, erstellt am, stand, publié, publié le",
    "mis en ligne",
    "publicado, publicado el, publicado em, fecha, pubblicato, pubblicato il, data",
)
"""Labels of the date a document was published at."""
UPDATED_LABELS = _lines(
    "updated, updated on, updated at, last updated, last updated on, last update, modified, last modified",
    "modified on, last edited, edited",
    "revised, aktualisiert, aktualisiert am, zuletzt aktualisiert, geändert, mis à jour, mis à jour le, mise à jour",
    "modifié, modifié le",
    "actualizado, actualizado el, última actualización, atualizado, atualizado em, aggiornato, aggiornato il",
    "ultimo aggiornamento",
)
"""Labels of the date a document was last changed at."""
