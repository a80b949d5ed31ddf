package io.tapeline.chain.json.bitcoin;

import io.tapeline.chain.json.read.TransactionViewJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A transaction with its proof by the kind of its chain. */
@Schema(
    name = "ProvedTransaction",
    description = "By the kind of the chain.",
    oneOf = {TransactionViewJson.class, ProvedTransactionJson.class})
public interface AnyTransactionJson {}
