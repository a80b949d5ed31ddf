package io.tapeline.chain.spv.header;

/** Why a header is not accepted. In brackets what Bitcoin Core says, where it says anything. */
public enum HeaderFault {
  /** Its hash is above its target, or its target is none (high-hash). */
  TOO_LITTLE_WORK,
  /** Its parent is not known, or lies before what is kept. */
  UNKNOWN_PARENT,
  /** Its target is not the one that the rules ask for (bad-diffbits). */
  WRONG_TARGET,
  /** It is not later than the median of the eleven before it (time-too-old). */
  TIME_TOO_OLD,
  /** It begins a period, and is more than ten minutes before its parent (time-timewarp-attack). */
  TIME_WARP,
  /** It is more than two hours ahead of the clock; it may be accepted later (time-too-new). */
  TIME_TOO_NEW,
  /** Its version is one that its height no longer allows (bad-version). */
  VERSION_TOO_OLD,
  /** It forks off deeper than reorgs may go. */
  FORKS_TOO_DEEP,
  /** As many headers beside the best chain as may be kept have more work. */
  TOO_MANY_ASIDE
}
