package dev.tarn.storage;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The ETag of an object that has none stored: made from time, size and inode of its file. It has
 * the form of a multipart upload's, so that clients do not take it for the MD5 of the content.
 */
final class DerivedETag {

  private DerivedETag() {}

  static String of(BasicFileAttributes file) {
    Instant modified = file.lastModifiedTime().toInstant();
    long time = modified.getEpochSecond() * 1_000_000_000L + modified.getNano();
    long identity = file.size() * 0x9E3779B97F4A7C15L ^ inode(file);
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(time) + hex.toHexDigits(identity) + "-1";
  }

  /** The device is left out of the key "(dev=1c,ino=42)": its number changes between boots. */
  private static long inode(BasicFileAttributes file) {
    Object fileKey = file.fileKey();
    if (fileKey == null) {
      return 0;
    }
    String text = fileKey.toString();
    return text.substring(Math.max(0, text.indexOf("ino="))).hashCode();
  }
}
