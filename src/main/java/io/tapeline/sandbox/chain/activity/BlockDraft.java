package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Transaction.Call;
import io.tapeline.chain.block.Transaction.DynamicFee;
import io.tapeline.chain.block.Transaction.Fees;
import io.tapeline.chain.block.Transaction.Legacy;
import io.tapeline.chain.block.Transaction.SetCode;
import io.tapeline.chain.block.Transaction.Signature;
import io.tapeline.chain.block.Transaction.Signed;
import io.tapeline.chain.block.Transaction.WithAccessList;
import io.tapeline.chain.block.Transaction.WithBlobs;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.Trie;
import io.tapeline.sandbox.chain.state.Ledger;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A block that transactions come into, one after another: each pays, and leaves its receipt. */
final class BlockDraft {

  private static final BigInteger CHAIN_ID = BigInteger.valueOf(ChainTerms.ID);

  /** EIP-155: before types, the chain's id and the parity are one number. */
  private static final BigInteger LEGACY_V = CHAIN_ID.shiftLeft(1).add(BigInteger.valueOf(35));

  private static final Signature UNSIGNED =
      new Signature(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  private final World world;
  private final Ledger ledger;
  private final BigInteger baseFee;
  private final BigInteger blobFee;
  private final int builder;
  private final Keccak keccak = new Keccak();
  private final Bloom blooms;
  private final byte[] bloom = new byte[Header.BLOOM_BYTES];
  private final List<Executed> executed = new ArrayList<>();
  private final List<byte[]> transactions = new ArrayList<>();
  private final List<byte[]> receipts = new ArrayList<>();
  private long gasUsed;
  private long blobGas;

  /**
   * @param builder number of the account that the tips go to
   */
  BlockDraft(
      World world,
      Ledger ledger,
      BigInteger baseFee,
      BigInteger blobFee,
      int builder,
      Bloom blooms) {
    this.world = world;
    this.ledger = ledger;
    this.baseFee = baseFee;
    this.blobFee = blobFee;
    this.builder = builder;
    this.blooms = blooms;
  }

  World world() {
    return world;
  }

  Ledger ledger() {
    return ledger;
  }

  BigInteger baseFee() {
    return baseFee;
  }

  long gasUsed() {
    return gasUsed;
  }

  long blobGas() {
    return blobGas;
  }

  byte[] bloom() {
    return bloom;
  }

  List<Executed> executed() {
    return executed;
  }

  Hash transactionsRoot() {
    return Trie.ofList(transactions).root();
  }

  Hash receiptsRoot() {
    return Trie.ofList(receipts).root();
  }

  /** Of all transactions in RLP, but for the heads of lists. */
  int transactionBytes() {
    return transactions.stream().mapToInt(each -> each.length).sum();
  }

  /** Takes a transaction, whose value and fees change hands; all else that it does is done. */
  void add(Send send) {
    Signed transaction = signed(send);
    BigInteger price = baseFee.add(send.tip());
    long blobs = blobGasOf(send.kind());
    pay(send, price, blobs);
    gasUsed += send.gasUsed();
    blobGas += blobs;
    byte[] encoded = transaction.encoded();
    Receipt receipt = receipt(transaction.type(), send.succeeds(), send.logs());
    transactions.add(encoded);
    receipts.add(receipt.encoded());
    executed.add(
        new Executed(
            transaction,
            Hash.of(keccak.hash(encoded)),
            world.roster().address(send.from()),
            receipt,
            send.gasUsed(),
            price,
            blobs));
  }

  private Receipt receipt(int type, boolean succeeded, List<Log> logs) {
    byte[] own = blooms.of(logs);
    Bloom.join(bloom, own);
    return new Receipt(type, new Receipt.Outcome.Status(succeeded), gasUsed, own, logs);
  }

  private static long blobGasOf(Send.Kind kind) {
    return kind instanceof Send.Kind.WithBlobs(var hashes) ? hashes.size() * FeeRules.BLOB_GAS : 0;
  }

  private void pay(Send send, BigInteger price, long blobs) {
    BigInteger gas = BigInteger.valueOf(send.gasUsed());
    ledger.debit(send.from(), gas.multiply(price).add(blobFee.multiply(BigInteger.valueOf(blobs))));
    ledger.credit(builder, gas.multiply(send.tip()));
    if (send.succeeds() && send.value().signum() > 0) {
      ledger.debit(send.from(), send.value());
      ledger.credit(send.to(), send.value());
    }
    ledger.sent(send.from());
  }

  private Signed signed(Send send) {
    Call call =
        new Call(
            BigInteger.valueOf(ledger.nonce(send.from())),
            BigInteger.valueOf(send.gasLimit()),
            world.roster().address(send.to()),
            send.value(),
            send.input());
    return switch (send.kind()) {
      case Send.Kind.Legacy _ ->
          sign(
              send,
              signature ->
                  new Legacy(
                      call,
                      baseFee.add(send.tip()),
                      new Signature(LEGACY_V.add(signature.v()), signature.r(), signature.s())));
      case Send.Kind.WithAccessList(var accesses) ->
          sign(
              send,
              signature ->
                  new WithAccessList(CHAIN_ID, call, baseFee.add(send.tip()), accesses, signature));
      case Send.Kind.DynamicFee _ -> sign(send, signature -> dynamic(send, call, signature));
      case Send.Kind.WithBlobs(var hashes) ->
          sign(
              send,
              signature ->
                  new WithBlobs(
                      dynamic(send, call, signature), blobFee.add(BigInteger.TEN), hashes));
      case Send.Kind.SetCode(var authorizations) ->
          sign(send, signature -> new SetCode(dynamic(send, call, signature), authorizations));
    };
  }

  private DynamicFee dynamic(Send send, Call call, Signature signature) {
    BigInteger most = baseFee.shiftLeft(1).add(send.tip());
    return new DynamicFee(CHAIN_ID, call, new Fees(send.tip(), most), List.of(), signature);
  }

  private Signed sign(Send send, Function<Signature, Signed> made) {
    byte[] hash = keccak.hash(made.apply(UNSIGNED).unsigned());
    return made.apply(world.keys().sign(send.from(), hash));
  }
}
