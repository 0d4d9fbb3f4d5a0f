"""Words of headers in Portuguese, French, German and Italian, and the concept each stands for.

In the singular, without accents, in lower case. A word that English or Spanish know as well means
what it means there. German writes its words together, so that the beginnings of compounds are
words as well: ``Bestellnummer`` is ``bestell`` and ``nummer``.
"""

from __future__ import annotations

OTHER: dict[str, str] = {
    "order": "encomenda venda fatura commande vente facture recu bestellung bestell auftrag "
    "auftrags rechnung rechnungs verkauf verkaufs beleg ordine vendita fattura ricevuta",
    "customer": "usuario comprador acheteur utilisateur kunde kunden kaufer benutzer nutzer "
    "acquirente utente",
    "item": "produto artigo produit artikel produkt ware prodotto articolo",
    "id": "codigo identifiant nummer kennung nr numeri codice identificativo numero",
    "reference": "referenz riferimento",
    "date": "data datum",
    "day": "dia jour tag giorno",
    "time": "heure uhrzeit zeit ora",
    "created": "criado criacao cadastro inscricao cree creation inscription erstellt angelegt "
    "registrierung anmeldung creato creazione registrazione iscrizione",
    "quantity": "quantidade qtd qtde quantite qte menge anzahl quantita qta",
    "unit": "unidade unitario unite unitaire stuck stk einheit einzel unita",
    "price": "preco prix preis prezzo",
    "amount": "valor quantia montant somme betrag wert summe importo valore",
    "total": "gesamt umsatz totale receita fatturato faturamento",
    "line": "linha ligne zeile position riga",
    "tax": "imposto taxa taxe tva steuer mwst ust imposta",
    "discount": "desconto remise rabatt sconto",
    "currency": "moeda devise wahrung valuta",
    "refund": "reembolso devolucao estorno remboursement retour ruckerstattung erstattung "
    "ruckgabe rimborso reso",
    "status": "situacao statut etat zustand stato",
    "name": "nome nom titre bezeichnung titel titolo",
    "description": "descricao beschreibung descrizione designation libelle",
    "category": "categoria categorie kategorie warengruppe gruppe rayon",
    "type": "art typ",
    "brand": "marque hersteller marchio",
    "cost": "custo cout depense kosten ausgabe ausgaben ausgegebener costo spesa investimento",
    "country": "pays land paese",
    "region": "estado regiao bundesland regione provincia",
    "city": "cidade ville stadt ort citta",
    "source": "origem fonte herkunft quelle kanal canale origine",
    "medium": "meio moyen",
    "campaign": "campanha campagne kampagne kampagnen campagna",
    "session": "sessao sitzung sessione besuch",
    "event": "evenement ereignis",
    "email": "courriel",
    "phone": "telefone telefon telefono",
    "address": "endereco adresse anschrift indirizzo",
    "shipping": "frete entrega livraison expedition versand lieferung spedizione",
    "payment": "pagamento paiement zahlung",
    "impressions": "impressoes impressao impressionen impressioni impressione",
    "clicks": "clique cliques clics klick klicks clic",
    "stock": "estoque bestand lager giacenza magazzino",
    "gross": "brutto lordo brut",
    "net": "liquido netto",
}
