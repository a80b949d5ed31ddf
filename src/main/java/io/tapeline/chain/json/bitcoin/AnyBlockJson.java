package io.tapeline.chain.json.bitcoin;

import io.tapeline.chain.json.stored.KeptBlockJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stored block by the kind of its chain. */
@Schema(
    name = "ChainBlock",
    description = "By the kind of the chain.",
    oneOf = {KeptBlockJson.class, BitcoinBlockJson.class})
public interface AnyBlockJson {}
