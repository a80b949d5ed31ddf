package io.tapeline.chain.spv.follow;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.HeaderFault;
import io.tapeline.chain.spv.header.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The best chain of headers: of all valid ones offered, that with the most work, and of equal ones
 * the first seen. It holds the headers of the last blocks and of branches beside them, no more than
 * its bounds say; older ones are forgotten and can't be replaced any more.
 *
 * <p>For one thread. Nothing that is offered makes it throw.
 */
public final class HeaderChain {

  private final Network network;
  private final HeaderRules rules;
  private final Bounds bounds;

  private final Map<Hash256, Link> links = new HashMap<>();
  private final TreeMap<Long, Link> best = new TreeMap<>();
  private final SideBranches aside = new SideBranches();
  private Link head;

  public HeaderChain(Network network, TrustedBase base, Bounds bounds) {
    this.network = network;
    this.rules = new HeaderRules(network);
    this.bounds = bounds;
    this.head = new Link(base);
    links.put(head.place.hash(), head);
    best.put(head.place.height(), head);
  }

  public Network network() {
    return network;
  }

  public ChainedHeader head() {
    return head.place;
  }

  /** The header of the best chain at this height, if it is still kept. */
  public Optional<ChainedHeader> at(long height) {
    return Optional.ofNullable(best.get(height)).map(link -> link.place);
  }

  /** A header that is kept, on the best chain or beside it. */
  public Optional<ChainedHeader> find(Hash256 hash) {
    return Optional.ofNullable(links.get(hash)).map(link -> link.place);
  }

  /**
   * How many blocks of the best chain end with the head and begin with this one; 0 if not on it.
   */
  public long confirmations(Hash256 hash) {
    Link link = links.get(hash);
    return link != null && onBest(link) ? head.place.height() - link.place.height() + 1 : 0;
  }

  /** Headers that are kept. */
  public int size() {
    return links.size();
  }

  /**
   * Offers a header.
   *
   * @param now against which times in the future are judged
   */
  public Acceptance accept(BlockHeader header, Instant now) {
    Hash256 hash = header.hash();
    Link known = links.get(hash);
    if (known != null) {
      return new Acceptance.Known(known.place);
    }
    Acceptance.Refused refused = rules.alone(header, hash);
    if (refused != null) {
      return refused;
    }
    Link parent = links.get(header.previous());
    if (parent == null) {
      return new Acceptance.Refused(HeaderFault.UNKNOWN_PARENT, header.previous().toString());
    }
    return acceptAfter(parent, header, hash, now);
  }

  private Acceptance acceptAfter(Link parent, BlockHeader header, Hash256 hash, Instant now) {
    if (parent.place.height() < deepestFork()) {
      return new Acceptance.Refused(
          HeaderFault.FORKS_TOO_DEEP, "after height " + parent.place.height());
    }
    Acceptance.Refused refused = rules.after(parent, header, now);
    return refused != null ? refused : place(new Link(parent, header, hash), parent);
  }

  private Acceptance place(Link link, Link parent) {
    if (parent.equals(head)) {
      add(link, parent);
      advance(link);
      return new Acceptance.Extended(link.place);
    }
    if (link.outweighs(head)) {
      add(link, parent);
      return reorganize(link);
    }
    if (aside.size() >= bounds.asideHeaders() && !makeRoomFor(link, parent)) {
      return new Acceptance.Refused(
          HeaderFault.TOO_MANY_ASIDE, bounds.asideHeaders() + " headers are kept aside");
    }
    add(link, parent);
    aside.add(link);
    return new Acceptance.Aside(link.place);
  }

  private void add(Link link, Link parent) {
    parent.children++;
    links.put(link.place.hash(), link);
  }

  private void advance(Link link) {
    head = link;
    best.put(link.place.height(), link);
    forgetOld();
  }

  private Acceptance reorganize(Link tip) {
    List<Link> joined = new ArrayList<>();
    Link fork = tip;
    while (!onBest(fork)) {
      joined.add(fork);
      aside.remove(fork);
      fork = parentOf(fork);
    }
    Collections.reverse(joined);
    List<Link> orphaned = new ArrayList<>();
    for (Link link = head; !link.equals(fork); link = parentOf(link)) {
      orphaned.add(link);
      best.remove(link.place.height());
    }
    orphaned.forEach(aside::add);
    joined.forEach(link -> best.put(link.place.height(), link));
    head = tip;
    forgetOld();
    while (aside.size() > bounds.asideHeaders()) {
      drop(aside.lightestEnd());
    }
    return new Acceptance.Reorganized(places(orphaned), places(joined));
  }

  private static List<ChainedHeader> places(List<Link> links) {
    return links.stream().map(link -> link.place).toList();
  }

  /** Branches hang on the best chain where it is kept: others are dropped before their root is. */
  private static Link parentOf(Link link) {
    Link parent = link.parent();
    if (parent == null) {
      throw new IllegalStateException("a branch without a root: " + link.place.hash());
    }
    return parent;
  }

  private boolean onBest(Link link) {
    return link.equals(best.get(link.place.height()));
  }

  private long deepestFork() {
    return head.place.height() - bounds.reorgBlocks();
  }

  private void forgetOld() {
    aside.forkedBefore(deepestFork(), this::onBest).forEach(this::drop);
    while (best.size() > bounds.keptBlocks()) {
      links.remove(best.pollFirstEntry().getValue().place.hash());
      best.firstEntry().getValue().cut();
    }
  }

  /**
   * Whether something lighter left. The new header's own parent stays, it would hang on nothing.
   */
  private boolean makeRoomFor(Link link, Link parent) {
    @Nullable Link lightest = aside.lightestEndBut(parent);
    if (lightest == null || !link.outweighs(lightest)) {
      return false;
    }
    drop(lightest);
    return true;
  }

  private void drop(Link link) {
    aside.remove(link);
    links.remove(link.place.hash());
    Link parent = link.parent();
    if (parent != null) {
      parent.children--;
    }
    link.cut();
  }
}
