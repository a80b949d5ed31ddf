package io.tapeline.chain.json.read;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Receipt.Outcome;
import io.tapeline.chain.read.transaction.TransactionReading;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a transaction, as it is sent. */
@Schema(name = "ChainReceipt", description = "What became of a transaction.")
public record ReceiptViewJson(
    @Schema(
            description = "Null in blocks before the Byzantium fork, which do not say it.",
            nullable = true)
        @Nullable Boolean succeeded,
    @Schema(description = "Gas that it took.", examples = "21000") long gasUsed,
    @Schema(description = "Gas of the block's transactions up to this one.", examples = "1230000")
        long cumulativeGasUsed,
    @Schema(description = "What contracts told, in their order.") List<LogJson> logs) {

  /** What a contract told, as it is sent. */
  @Schema(name = "ChainLog", description = "What a contract told.")
  public record LogJson(
      @Schema(examples = "0xdAC17F958D2ee523a2206206994597C13D831ec7") String address,
      @Schema(description = "At most four, 32 bytes each.") List<String> topics,
      @Schema(examples = "0x00000000000000000000000000000000000000000000000000000000000f4240")
          String data) {

    static LogJson of(Log log) {
      return new LogJson(
          log.address().checksummed(),
          log.topics().stream().map(Hash::toString).toList(),
          "0x" + HexFormat.of().formatHex(log.data()));
    }
  }

  static ReceiptViewJson of(TransactionReading.Included reading) {
    Receipt receipt = reading.receipt();
    Boolean succeeded = receipt.outcome() instanceof Outcome.Status(boolean value) ? value : null;
    return new ReceiptViewJson(
        succeeded,
        reading.gasUsed(),
        receipt.cumulativeGas(),
        receipt.logs().stream().map(LogJson::of).toList());
  }
}
