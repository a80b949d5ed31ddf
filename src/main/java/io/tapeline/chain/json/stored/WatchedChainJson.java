package io.tapeline.chain.json.stored;

import io.tapeline.chain.json.status.HeadEventJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What those are told who watch a chain. */
@Schema(
    name = "ChainEvent",
    description = "The `data` of an event, one object of JSON, by the event's name.",
    oneOf = {HeadEventJson.class, ChainEventJson.class})
public interface WatchedChainJson {}
