package io.tapeline.chain.block;

import static java.util.Objects.requireNonNull;

import io.tapeline.chain.block.FullBlock.Sent;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Transaction.DynamicFee;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a node answers to a batch of {@code eth_getBlockByHash} and {@code eth_getBlockReceipts},
 * with all the fields that nodes have there.
 */
public final class NodeText {

  private NodeText() {}

  /**
   * @param block whose transactions are of type 2
   */
  public static byte[] of(FullBlock block) {
    String receipts =
        IntStream.range(0, block.receipts().size())
            .mapToObj(index -> receipt(block, index))
            .collect(Collectors.joining(","));
    return ("[{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":"
            + block(block)
            + "},{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":["
            + receipts
            + "]}]")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String block(FullBlock block) {
    Header header = block.header();
    Header.Additions more = header.additions();
    Header.Blobs blobs = requireNonNull(more.blobs());
    return object(
        field("hash", block.hash()),
        field("parentHash", header.parentHash()),
        field("sha3Uncles", header.unclesHash()),
        field("miner", header.miner()),
        field("stateRoot", header.stateRoot()),
        field("transactionsRoot", header.transactionsRoot()),
        field("receiptsRoot", header.receiptsRoot()),
        field("logsBloom", hex(header.bloom())),
        field("difficulty", hex(header.difficulty())),
        field("number", hex(header.number())),
        field("gasLimit", hex(header.gasLimit())),
        field("gasUsed", hex(header.gasUsed())),
        field("timestamp", hex(header.timestamp())),
        field("extraData", hex(header.extraData())),
        field("mixHash", header.mixHash()),
        field("nonce", hex(header.nonce())),
        field("baseFeePerGas", hex(requireNonNull(more.baseFee()))),
        field("withdrawalsRoot", requireNonNull(more.withdrawalsRoot())),
        field("blobGasUsed", hex(blobs.gasUsed())),
        field("excessBlobGas", hex(blobs.excessGas())),
        field("parentBeaconBlockRoot", blobs.parentBeaconRoot()),
        field("requestsHash", requireNonNull(more.requestsHash())),
        field("size", "0xbd6e"),
        "\"uncles\":[]",
        "\"transactions\":["
            + IntStream.range(0, block.transactions().size())
                .mapToObj(index -> transaction(block, index))
                .collect(Collectors.joining(","))
            + "]",
        "\"withdrawals\":["
            + block.withdrawals().stream()
                .map(NodeText::withdrawal)
                .collect(Collectors.joining(","))
            + "]");
  }

  private static String transaction(FullBlock block, int index) {
    Sent sent = block.transactions().get(index);
    DynamicFee fee = (DynamicFee) sent.transaction();
    Transaction.Call call = fee.call();
    return object(
        field("blockHash", block.hash()),
        field("blockNumber", hex(block.number())),
        field("from", sent.from()),
        field("gas", hex(call.gas())),
        field("gasPrice", hex(fee.fees().max())),
        field("maxFeePerGas", hex(fee.fees().max())),
        field("maxPriorityFeePerGas", hex(fee.fees().maxPriority())),
        field("hash", sent.hash()),
        field("input", hex(call.input())),
        field("nonce", hex(call.nonce())),
        field("to", requireNonNull(call.to())),
        field("transactionIndex", hex(index)),
        field("value", hex(call.value())),
        field("type", "0x2"),
        "\"accessList\":[]",
        field("chainId", hex(fee.chainId())),
        field("v", hex(fee.signature().v())),
        field("r", hex(fee.signature().r())),
        field("s", hex(fee.signature().s())),
        field("yParity", hex(fee.signature().v())));
  }

  private static String receipt(FullBlock block, int index) {
    Receipt receipt = block.receipts().get(index);
    Sent sent = block.transactions().get(index);
    List<Log> logs = receipt.logs();
    return object(
        field("blockHash", block.hash()),
        field("blockNumber", hex(block.number())),
        "\"contractAddress\":null",
        field("cumulativeGasUsed", hex(receipt.cumulativeGas())),
        field("effectiveGasPrice", "0x3b9aca00"),
        field("from", sent.from()),
        field("gasUsed", "0xc350"),
        "\"logs\":["
            + IntStream.range(0, logs.size())
                .mapToObj(log -> log(block, index, logs.get(log), log))
                .collect(Collectors.joining(","))
            + "]",
        field("logsBloom", hex(receipt.bloom())),
        field("status", "0x1"),
        field("transactionHash", sent.hash()),
        field("transactionIndex", hex(index)),
        field("type", "0x2"));
  }

  private static String log(FullBlock block, int transaction, Log log, int index) {
    return object(
        field("address", log.address()),
        "\"topics\":["
            + log.topics().stream()
                .map(topic -> "\"" + topic + "\"")
                .collect(Collectors.joining(","))
            + "]",
        field("data", hex(log.data())),
        field("blockNumber", hex(block.number())),
        field("transactionHash", block.transactions().get(transaction).hash()),
        field("transactionIndex", hex(transaction)),
        field("blockHash", block.hash()),
        field("blockTimestamp", hex(block.header().timestamp())),
        field("logIndex", hex(index)),
        "\"removed\":false");
  }

  private static String withdrawal(Withdrawal withdrawal) {
    return object(
        field("index", hex(withdrawal.index())),
        field("validatorIndex", hex(withdrawal.validator())),
        field("address", withdrawal.address()),
        field("amount", hex(withdrawal.amountGwei())));
  }

  private static String object(String... fields) {
    return "{" + String.join(",", fields) + "}";
  }

  private static String field(String name, Object value) {
    return "\"" + name + "\":\"" + value + "\"";
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }

  private static String hex(BigInteger number) {
    return "0x" + number.toString(16);
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
