package io.tapeline.chain.block;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.UnknownTypeException;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.rlp.RlpReader;
import io.tapeline.chain.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a transaction. Nobody may change the array.
 *
 * @param type the transaction's; all that there are have the same kind of receipt, but for deposits
 * @param cumulativeGas of the block's transactions up to this one
 * @param bloom of the logs, 256 bytes
 * @param deposited null but of deposits since the Canyon fork
 */
@SuppressWarnings("ArrayRecordComponent")
public record Receipt(
    int type,
    Outcome outcome,
    long cumulativeGas,
    byte[] bloom,
    List<Log> logs,
    @Nullable Deposited deposited) {

  /** Types whose receipts are known: up to EIP-7702, and that of deposits. */
  public static final int MAX_TYPE = 4;

  private static final int MAX_TOPICS = 4;

  public Receipt {
    boolean isDeposit = type == Transaction.Deposit.TYPE;
    if (!isDeposit && (type < 0 || type > MAX_TYPE)) {
      throw UnknownTypeException.of("the receipt", type);
    }
    if (deposited != null && !isDeposit) {
      throw new RefusedException("a receipt of type %d is no deposit's".formatted(type));
    }
    if (bloom.length != Header.BLOOM_BYTES) {
      throw new RefusedException("the receipt's logs bloom has " + bloom.length + " bytes");
    }
    logs = List.copyOf(logs);
  }

  /** Of anything but a deposit. */
  public Receipt(int type, Outcome outcome, long cumulativeGas, byte[] bloom, List<Log> logs) {
    this(type, outcome, cumulativeGas, bloom, logs, null);
  }

  /**
   * What rollups of the OP stack say more of a deposit. Before the Canyon fork nodes told the nonce
   * as well, and hashed the receipt without it.
   */
  public record Deposited(long nonce, long version) {}

  /** How it went. */
  public sealed interface Outcome {

    /** Since the Byzantium fork. */
    record Status(boolean succeeded) implements Outcome {}

    /** Before it: the state behind the transaction. */
    record State(Hash root) implements Outcome {}
  }

  /** What a contract told. Nobody may change the array. */
  public record Log(Address address, List<Hash> topics, byte[] data) {

    public Log {
      if (topics.size() > MAX_TOPICS) {
        throw new RefusedException("a log has %d topics".formatted(topics.size()));
      }
      topics = List.copyOf(topics);
    }

    private void write(RlpWriter writer) {
      int log = writer.mark();
      writer.string(data);
      int all = writer.mark();
      for (int topic = topics.size() - 1; topic >= 0; topic--) {
        writer.string(topics.get(topic).bytes());
      }
      writer.closeList(all);
      writer.string(address.bytes());
      writer.closeList(log);
    }

    private static Log decode(RlpReader items) {
      Address address = Address.of(items.bytes(Address.BYTES));
      List<Hash> topics = new ArrayList<>(MAX_TOPICS);
      for (RlpReader each = items.list(); each.hasNext(); ) {
        if (topics.size() == MAX_TOPICS) {
          throw new RefusedException("a log has more than 4 topics");
        }
        topics.add(Hash.of(each.bytes(Hash.BYTES)));
      }
      Log log = new Log(address, topics, items.bytes());
      items.end();
      return log;
    }
  }

  /** As it stands in the block's trie. */
  public byte[] encoded() {
    RlpWriter writer = new RlpWriter();
    write(writer);
    return writer.bytes();
  }

  /** The same, before what is written already. */
  public void write(RlpWriter writer) {
    int receipt = writer.mark();
    if (deposited != null) {
      writer.number(deposited.version);
      writer.number(deposited.nonce);
    }
    int all = writer.mark();
    for (int log = logs.size() - 1; log >= 0; log--) {
      logs.get(log).write(writer);
    }
    writer.closeList(all);
    writer.string(bloom);
    writer.number(cumulativeGas);
    switch (outcome) {
      case Outcome.Status(boolean succeeded) -> writer.number(succeeded ? 1 : 0);
      case Outcome.State(Hash root) -> writer.string(root.bytes());
    }
    writer.closeList(receipt);
    if (type != 0) {
      writer.raw(type);
    }
  }

  /**
   * @throws RefusedException if it is no receipt, or of a type that is not known
   */
  public static Receipt decode(byte[] bytes) {
    boolean isTyped = bytes.length > 0 && bytes[0] >= 0;
    int type = isTyped ? bytes[0] : 0;
    if (isTyped && type == 0) {
      throw new RefusedException("receipts of type 0 have no type before them");
    }
    RlpReader items =
        RlpReader.ofList(isTyped ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    Outcome outcome = outcome(items.bytes());
    long cumulativeGas = items.number();
    byte[] bloom = items.bytes(Header.BLOOM_BYTES);
    List<Log> logs = new ArrayList<>();
    for (RlpReader each = items.list(); each.hasNext(); ) {
      logs.add(Log.decode(each.list()));
    }
    Deposited deposited =
        type == Transaction.Deposit.TYPE && items.hasNext()
            ? new Deposited(items.number(), items.number())
            : null;
    items.end();
    return new Receipt(type, outcome, cumulativeGas, bloom, logs, deposited);
  }

  private static Outcome outcome(byte[] bytes) {
    if (bytes.length == Hash.BYTES) {
      return new Outcome.State(Hash.of(bytes));
    }
    if (bytes.length == 0 || (bytes.length == 1 && bytes[0] == 1)) {
      return new Outcome.Status(bytes.length == 1);
    }
    throw new RefusedException("the receipt has neither a status nor a state");
  }
}
