package io.tapeline.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.app.NodeException;
import java.util.function.Consumer;

/**
 * How a node says of which chain it is.
 *
 * @param check throws {@link NodeException} with {@code WRONG_CHAIN} where the answer is another's
 */
public record Introduction(RpcCall call, Consumer<JsonNode> check) {}
