package io.tapeline.chain.block;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.rlp.RlpWriter;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of any type that there is up to the Prague fork, or that rollups of the OP stack
 * have.
 */
public sealed interface Transaction {

  /** 0 for those from before there were types (EIP-2718). */
  int type();

  Call call();

  /** Its fields, as a list, without the type that stands before. */
  void write(RlpWriter writer);

  /** As it stands in the block's trie. */
  default byte[] encoded() {
    RlpWriter writer = new RlpWriter();
    write(writer);
    if (type() != 0) {
      writer.raw(type());
    }
    return writer.bytes();
  }

  default Hash hash() {
    return Keccak.of(encoded());
  }

  /** One that its sender has signed. */
  sealed interface Signed extends Transaction {

    Signature signature();

    /** What is signed of it, before the signature. */
    void writeFields(RlpWriter writer);

    @Override
    default void write(RlpWriter writer) {
      int mark = writer.mark();
      signature().write(writer);
      writeFields(writer);
      writer.closeList(mark);
    }

    /** The bytes whose hash is signed. */
    default byte[] unsigned() {
      RlpWriter writer = new RlpWriter();
      writeFields(writer);
      writer.closeList(0);
      writer.raw(type());
      return writer.bytes();
    }
  }

  /**
   * What every transaction says. Nobody may change the array.
   *
   * @param to null where a contract is made
   * @param value in wei
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Call(
      BigInteger nonce, BigInteger gas, @Nullable Address to, BigInteger value, byte[] input) {

    private void writeFromTo(RlpWriter writer) {
      writer.string(input);
      writer.integer(value);
      writer.string(to == null ? new byte[0] : to.bytes());
      writer.integer(gas);
    }
  }

  /**
   * @param v of types the parity of y, before them also the chain's id
   */
  record Signature(BigInteger v, BigInteger r, BigInteger s) {

    private void write(RlpWriter writer) {
      writer.integer(s);
      writer.integer(r);
      writer.integer(v);
    }
  }

  /** What a transaction says beforehand that it will touch. */
  record Access(Address address, List<Hash> slots) {

    public Access {
      slots = List.copyOf(slots);
    }

    private static void write(RlpWriter writer, List<Access> accesses) {
      int all = writer.mark();
      for (Access access : accesses.reversed()) {
        int one = writer.mark();
        writeHashes(writer, access.slots);
        writer.string(access.address.bytes());
        writer.closeList(one);
      }
      writer.closeList(all);
    }
  }

  /** Wei for a unit of gas. */
  record Fees(BigInteger maxPriority, BigInteger max) {}

  /** An account that lets code act for it (EIP-7702). */
  record Authorization(BigInteger chainId, Address address, BigInteger nonce, Signature signature) {

    private static final int MAGIC = 5;

    /** The bytes whose hash the account signs. */
    public byte[] unsigned() {
      RlpWriter writer = new RlpWriter();
      writer.integer(nonce);
      writer.string(address.bytes());
      writer.integer(chainId);
      writer.closeList(0);
      writer.raw(MAGIC);
      return writer.bytes();
    }

    private static void write(RlpWriter writer, List<Authorization> authorizations) {
      int all = writer.mark();
      for (Authorization authorization : authorizations.reversed()) {
        int one = writer.mark();
        authorization.signature.write(writer);
        writer.integer(authorization.nonce);
        writer.string(authorization.address.bytes());
        writer.integer(authorization.chainId);
        writer.closeList(one);
      }
      writer.closeList(all);
    }
  }

  private static void writeHashes(RlpWriter writer, List<Hash> hashes) {
    int mark = writer.mark();
    for (Hash hash : hashes.reversed()) {
      writer.string(hash.bytes());
    }
    writer.closeList(mark);
  }

  /** From before there were types. */
  record Legacy(Call call, BigInteger gasPrice, Signature signature) implements Signed {

    /** The least {@code v} that holds the chain's id (EIP-155). */
    private static final BigInteger WITH_CHAIN = BigInteger.valueOf(35);

    @Override
    public int type() {
      return 0;
    }

    @Override
    public void writeFields(RlpWriter writer) {
      call.writeFromTo(writer);
      writer.integer(gasPrice);
      writer.integer(call.nonce);
    }

    @Override
    public byte[] unsigned() {
      RlpWriter writer = new RlpWriter();
      if (signature.v.compareTo(WITH_CHAIN) >= 0) {
        writer.number(0);
        writer.number(0);
        writer.integer(signature.v.subtract(WITH_CHAIN).shiftRight(1));
      }
      writeFields(writer);
      writer.closeList(0);
      return writer.bytes();
    }
  }

  /** EIP-2930. */
  record WithAccessList(
      BigInteger chainId,
      Call call,
      BigInteger gasPrice,
      List<Access> accesses,
      Signature signature)
      implements Signed {

    public WithAccessList {
      accesses = List.copyOf(accesses);
    }

    @Override
    public int type() {
      return 1;
    }

    @Override
    public void writeFields(RlpWriter writer) {
      Access.write(writer, accesses);
      call.writeFromTo(writer);
      writer.integer(gasPrice);
      writer.integer(call.nonce);
      writer.integer(chainId);
    }
  }

  /** EIP-1559. */
  record DynamicFee(
      BigInteger chainId, Call call, Fees fees, List<Access> accesses, Signature signature)
      implements Signed {

    public DynamicFee {
      accesses = List.copyOf(accesses);
    }

    @Override
    public int type() {
      return 2;
    }

    /** What later types have as well, before fields of their own. */
    @Override
    public void writeFields(RlpWriter writer) {
      Access.write(writer, accesses);
      call.writeFromTo(writer);
      writer.integer(fees.max);
      writer.integer(fees.maxPriority);
      writer.integer(call.nonce);
      writer.integer(chainId);
    }
  }

  /**
   * EIP-4844, as blocks have it: without the blobs.
   *
   * @param maxBlobFee wei for a unit of blob gas
   */
  record WithBlobs(DynamicFee fields, BigInteger maxBlobFee, List<Hash> blobHashes)
      implements Signed {

    public WithBlobs {
      blobHashes = List.copyOf(blobHashes);
    }

    @Override
    public int type() {
      return 3;
    }

    @Override
    public Call call() {
      return fields.call;
    }

    @Override
    public Signature signature() {
      return fields.signature;
    }

    @Override
    public void writeFields(RlpWriter writer) {
      writeHashes(writer, blobHashes);
      writer.integer(maxBlobFee);
      fields.writeFields(writer);
    }
  }

  /** EIP-7702. */
  record SetCode(DynamicFee fields, List<Authorization> authorizations) implements Signed {

    public SetCode {
      authorizations = List.copyOf(authorizations);
    }

    @Override
    public int type() {
      return 4;
    }

    @Override
    public Call call() {
      return fields.call;
    }

    @Override
    public Signature signature() {
      return fields.signature;
    }

    @Override
    public void writeFields(RlpWriter writer) {
      Authorization.write(writer, authorizations);
      fields.writeFields(writer);
    }
  }

  /**
   * What a rollup of the OP stack takes over from the chain below it. Nobody signs it: that its
   * sender wanted it is seen there.
   *
   * @param source names where on the chain below it comes from
   * @param mint wei that come into being with it
   * @param isSystem takes none of the block's gas; only before the Regolith fork
   * @param call its nonce is in none of this, and zero; the receipt has it
   */
  record Deposit(Hash source, Address from, BigInteger mint, boolean isSystem, Call call)
      implements Transaction {

    public static final int TYPE = 0x7e;

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public void write(RlpWriter writer) {
      int mark = writer.mark();
      writer.string(call.input);
      writer.number(isSystem ? 1 : 0);
      writer.integer(call.gas);
      writer.integer(call.value);
      writer.integer(mint);
      writer.string(call.to == null ? new byte[0] : call.to.bytes());
      writer.string(from.bytes());
      writer.string(source.bytes());
      writer.closeList(mark);
    }
  }
}
