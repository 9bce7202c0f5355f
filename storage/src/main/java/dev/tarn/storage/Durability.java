package dev.tarn.storage;

/** What an acknowledged write survives. */
public enum Durability {
  /** The end of this process, also by kill -9: the operating system has the bytes. */
  PROCESS,
  /** Also a power loss: the disk has the bytes. */
  FSYNC
}
