package io.tapeline.chain.json.read;

import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Inclusion;
import io.tapeline.chain.block.Part;
import io.tapeline.chain.json.ProofJson;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.read.Anchor;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A proof within an answer, field by field as {@link ProofJson} reads it. */
@Schema(
    name = "ReadProof",
    description =
        "What proves it: a document that `./tapeline verify` takes as it is, by itself. Bytes are"
            + " hexadecimal with 0x.")
public record ProofDocumentJson(
    @Schema(enumeration = "tapeline.proof/1", examples = "tapeline.proof/1") String format,
    @Schema(description = "The chain's name; proves nothing.", examples = "ethereum") String chain,
    Block block,
    @Schema(nullable = true) @Nullable AccountProofJson account,
    @Schema(nullable = true) @Nullable TransactionPart transaction,
    @Schema(nullable = true) @Nullable ReceiptPart receipt) {

  /** The block that it is proved of. */
  @Schema(name = "ReadProofBlock", description = "The block, and its header, whose hash it has.")
  public record Block(
      @Schema(examples = "23456789") long number,
      @Schema(examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6")
          String hash,
      @Schema(examples = "0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544")
          String stateRoot,
      @Schema(description = "In RLP.", examples = "0xf90212") String header) {}

  /** A transaction in its trie. */
  @Schema(name = "ReadProofTransaction", description = "A transaction, in its block's trie.")
  public record TransactionPart(
      @Schema(description = "Its place in the block.", examples = "12") int index,
      @Schema(examples = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060")
          String hash,
      @Schema(description = "As the trie has it: type and RLP.", examples = "0x02f8")
          String encoded,
      @Schema(description = "Of the trie, from the root down.") List<String> nodes) {}

  /** A receipt in its trie. */
  @Schema(name = "ReadProofReceipt", description = "A receipt, in its block's trie.")
  public record ReceiptPart(
      @Schema(description = "Its place in the block.", examples = "12") int index,
      @Schema(description = "As the trie has it: type and RLP.", examples = "0x02f9")
          String encoded,
      @Schema(description = "Of the trie, from the root down.") List<String> nodes) {}

  /** Null if there is no claim. */
  static @Nullable ProofDocumentJson of(String chain, Anchor anchor, @Nullable AccountClaim claim) {
    return claim == null
        ? null
        : new ProofDocumentJson(
            ProofJson.FORMAT, chain, block(anchor), AccountProofJson.of(claim), null, null);
  }

  /**
   * @param inclusions one of each part
   */
  static ProofDocumentJson of(String chain, Anchor anchor, List<Inclusion> inclusions) {
    Inclusion transaction = of(inclusions, Part.TRANSACTION);
    Inclusion receipt = of(inclusions, Part.RECEIPT);
    return new ProofDocumentJson(
        ProofJson.FORMAT,
        chain,
        block(anchor),
        null,
        new TransactionPart(
            transaction.index(),
            Keccak.of(transaction.encoded()).toString(),
            hex(transaction.encoded()),
            hex(transaction.nodes())),
        new ReceiptPart(receipt.index(), hex(receipt.encoded()), hex(receipt.nodes())));
  }

  private static Inclusion of(List<Inclusion> inclusions, Part part) {
    return inclusions.stream().filter(each -> each.part() == part).findFirst().orElseThrow();
  }

  private static Block block(Anchor anchor) {
    Header header = anchor.header();
    return new Block(
        header.number(),
        anchor.hash().toString(),
        header.stateRoot().toString(),
        hex(header.encoded()));
  }

  static List<String> hex(List<byte[]> nodes) {
    return nodes.stream().map(ProofDocumentJson::hex).toList();
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
