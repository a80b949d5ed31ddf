package io.tapeline.chain.metric;

import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.FullBlock.Sent;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Header.Blobs;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Receipt.Outcome;
import io.tapeline.chain.block.Transaction;
import io.tapeline.chain.block.Transaction.Call;
import io.tapeline.chain.fee.gas.BlobSchedule;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what happened in a block. */
public final class BlockFigures {

  private final FullBlock block;
  private final BigInteger baseFee;
  private long freeGas;
  private BigInteger paid = BigInteger.ZERO;
  private BigInteger transferred = BigInteger.ZERO;
  private final Set<Address> active = new HashSet<>();

  private BlockFigures(FullBlock block) {
    this.block = block;
    BigInteger fee = block.header().additions().baseFee();
    this.baseFee = fee == null ? BigInteger.ZERO : fee;
  }

  /**
   * @param chainId tells by which rule the base fee of blobs moves
   */
  public static Figures of(FullBlock block, long chainId) {
    BlockFigures reading = new BlockFigures(block);
    reading.read();
    return new Figures(
        block.transactions().size(),
        block.header().gasUsed(),
        reading.baseFee.multiply(BigInteger.valueOf(block.header().gasUsed() - reading.freeGas)),
        blobBurned(block, chainId),
        reading.paid,
        reading.transferred,
        ActiveAddresses.of(reading.active));
  }

  private static @Nullable BigInteger blobBurned(FullBlock block, long chainId) {
    Header header = block.header();
    Blobs blobs = header.additions().blobs();
    if (blobs == null || blobs.gasUsed() == 0 || block.isOfRollup()) {
      return BigInteger.ZERO;
    }
    return BlobSchedule.baseFee(chainId, header.timestamp(), blobs.excessGas())
        .map(BigInteger.valueOf(blobs.gasUsed())::multiply)
        .orElse(null);
  }

  private void read() {
    long before = 0;
    for (int i = 0; i < block.transactions().size(); i++) {
      Receipt receipt = block.receipts().get(i);
      take(block.transactions().get(i), receipt, receipt.cumulativeGas() - before);
      before = receipt.cumulativeGas();
    }
  }

  private void take(Sent sent, Receipt receipt, long gas) {
    Call call = sent.transaction().call();
    active.add(sent.from());
    if (call.to() != null) {
      active.add(call.to());
    }
    // what a rollup takes over from the chain below was paid for there
    if (sent.transaction() instanceof Transaction.Deposit) {
      freeGas += gas;
    }
    paid = paid.add(price(sent.transaction()).subtract(baseFee).multiply(BigInteger.valueOf(gas)));
    if (!(receipt.outcome() instanceof Outcome.Status(boolean succeeded)) || succeeded) {
      transferred = transferred.add(call.value());
    }
  }

  /** What a unit of gas cost; where it was free, nothing beyond the base fee. */
  private BigInteger price(Transaction transaction) {
    return switch (transaction) {
      case Transaction.Legacy legacy -> legacy.gasPrice();
      case Transaction.WithAccessList listed -> listed.gasPrice();
      case Transaction.DynamicFee dynamic -> price(dynamic);
      case Transaction.WithBlobs blobs -> price(blobs.fields());
      case Transaction.SetCode code -> price(code.fields());
      case Transaction.Deposit _ -> baseFee;
    };
  }

  private BigInteger price(Transaction.DynamicFee transaction) {
    return baseFee.add(transaction.fees().maxPriority()).min(transaction.fees().max());
  }
}
