"""Statuses: which orders are sales, in the words of shops in six languages."""

from __future__ import annotations

import pytest

from taller.data.orders.statuses import meaning

SALES = (
    "Paid, PAGADO, Pago, wc-processing, Completed, Enviado, Entregado, Pedido de venta,"
    "Sales Order,"
    "Bezahlt, Versendet, Payée, Expédiée, Pagato, Spedito, Concluído, Faturado, Pedido aprovado,"
    "Pendiente de envío, Awaiting fulfillment, Aguardando envio, In attesa di spedizione,"
    "unfulfilled, Partially shipped, Pago aceptado, Payment accepted, handling, Venta entregada"
)
NONE = (
    "Cancelled, canceled, CANCELADO, Anulado, Venta cancelada, Cancelada por el comprador, pending,"
    "Pendiente, pending_payment, Pago pendiente, awaiting payment, Aguardando pagamento,"
    "En attente de paiement, Zahlung ausstehend, In attesa di pagamento, failed, Fallido, voided,"
    "refused, Rechazado, Recusado, abandoned, checkout-draft, wc-on-hold, On Hold, en espera,"
    "Presupuesto, Presupuesto enviado, Quotation Sent, Draft, borrador, Cotización, Orçamento,"
    "Devis envoyé, Angebot, Preventivo, expired, Unpaid, Impagado, Storniert, Annullato, Annulé,"
    "No pagado, não pago, nicht bezahlt, Payment error, Carrito abandonado"
)
BACK = "Refunded, Reembolsado, Devuelto, Remboursé, Erstattet, Rimborsato, Estornado, Chargeback"
UNKNOWN = "partially_refunded, Parcialmente pagado, Fase 3, open, Nuevo, authorized, En mediación"


@pytest.mark.parametrize(
    ("told", "meant"), [(SALES, "sale"), (NONE, "none"), (BACK, "back"), (UNKNOWN, "unknown")]
)
def test_a_status_is_understood_or_is_not_guessed(told, meant):
    assert {s: meaning(s.strip()) for s in told.split(",")} == dict.fromkeys(told.split(","), meant)
