package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Header.Additions;
import io.tapeline.chain.block.Header.Blobs;
import java.util.Set;

/** The header of a block, as {@code eth_getBlockBy…} answers it. */
public final class HeaderJson {

  private static final Set<String> OF_THE_HEADER =
      Set.of(
          "parentHash",
          "sha3Uncles",
          "miner",
          "stateRoot",
          "transactionsRoot",
          "receiptsRoot",
          "logsBloom",
          "difficulty",
          "number",
          "gasLimit",
          "gasUsed",
          "timestamp",
          "extraData",
          "mixHash",
          "nonce",
          "baseFeePerGas",
          "withdrawalsRoot",
          "blobGasUsed",
          "excessBlobGas",
          "parentBeaconBlockRoot",
          "requestsHash");

  private static final Set<String> BESIDE_IT =
      Set.of(
          "hash",
          "size",
          "totalDifficulty",
          "transactions",
          "uncles",
          "withdrawals",
          "author",
          "sealFields");

  private HeaderJson() {}

  /**
   * @throws RefusedException if anything is missing, or the hash does not follow from it; with the
   *     names of fields that are not known, if it has any
   */
  public static Header read(JsonNode block) {
    Fields fields = new Fields(block);
    Header header = header(fields);
    Hash hash = fields.hash("hash");
    if (!header.hash().equals(hash)) {
      throw new RefusedException(
          "block %d: its header has the hash %s, not %s%s"
              .formatted(header.number(), header.hash(), hash, unknown(fields)));
    }
    return header;
  }

  private static String unknown(Fields fields) {
    Set<String> names = fields.names();
    names.removeAll(OF_THE_HEADER);
    names.removeAll(BESIDE_IT);
    return names.isEmpty()
        ? ""
        : "; it has fields that are not known, which may be part of it: "
            + String.join(", ", names);
  }

  private static Header header(Fields fields) {
    return new Header(
        fields.hash("parentHash"),
        fields.hash("sha3Uncles"),
        fields.address("miner"),
        fields.hash("stateRoot"),
        fields.hash("transactionsRoot"),
        fields.hash("receiptsRoot"),
        fields.bytes("logsBloom"),
        fields.number("difficulty"),
        fields.longNumber("number"),
        fields.longNumber("gasLimit"),
        fields.longNumber("gasUsed"),
        fields.longNumber("timestamp"),
        fields.bytes("extraData"),
        fields.hash("mixHash"),
        fields.bytes("nonce"),
        additions(fields));
  }

  private static Additions additions(Fields fields) {
    Blobs blobs =
        fields.has("blobGasUsed")
            ? new Blobs(
                fields.longNumber("blobGasUsed"),
                fields.longNumber("excessBlobGas"),
                fields.hash("parentBeaconBlockRoot"))
            : null;
    return new Additions(
        fields.has("baseFeePerGas") ? fields.number("baseFeePerGas") : null,
        fields.has("withdrawalsRoot") ? fields.hash("withdrawalsRoot") : null,
        blobs,
        fields.has("requestsHash") ? fields.hash("requestsHash") : null);
  }
}
