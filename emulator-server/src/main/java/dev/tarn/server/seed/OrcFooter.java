package dev.tarn.server.seed;

import io.airlift.compress.v3.Decompressor;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.orc.OrcProto;
import org.apache.orc.protobuf.InvalidProtocolBufferException;

/**
 * The last part of an ORC file: footer, postscript, and one byte with the postscript's length.
 *
 * @see <a href="https://orc.apache.org/specification/ORCv1/">the format</a>
 */
final class OrcFooter {
  private static final int HEADER = 3;
  private static final int MAX_FOOTER = 64 << 20;
  private static final int MAX_BLOCK = 8 << 20;

  private OrcFooter() {}

  static OrcProto.Footer read(Path file) throws IOException, UnknownSchemaException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      long end = bytes.length() - 1;
      if (end < HEADER) {
        throw new UnknownSchemaException("it is no ORC file");
      }
      int length = part(bytes, end, 1)[0] & 0xff;
      OrcProto.PostScript postscript =
          OrcProto.PostScript.parseFrom(part(bytes, end - length, length));
      if (!postscript.getMagic().equals("ORC")) {
        throw new UnknownSchemaException("it is no ORC file");
      }
      long footerLength = postscript.getFooterLength();
      if (footerLength > MAX_FOOTER) {
        throw new UnknownSchemaException("its ORC footer is too long");
      }
      byte[] footer = part(bytes, end - length - footerLength, (int) footerLength);
      return OrcProto.Footer.parseFrom(plain(footer, postscript));
    } catch (InvalidProtocolBufferException e) {
      throw new UnknownSchemaException("it is no ORC file: " + e.getMessage());
    }
  }

  private static byte[] part(RandomAccessFile bytes, long from, int length)
      throws IOException, UnknownSchemaException {
    if (from < 0) {
      throw new UnknownSchemaException("it is no ORC file");
    }
    byte[] part = new byte[length];
    bytes.seek(from);
    bytes.readFully(part);
    return part;
  }

  /** Undoes the compression: blocks, each behind three bytes with its length and a flag. */
  private static byte[] plain(byte[] packed, OrcProto.PostScript postscript)
      throws UnknownSchemaException {
    if (postscript.getCompression() == OrcProto.CompressionKind.NONE) {
      return packed;
    }
    int blockSize = Math.clamp(postscript.getCompressionBlockSize(), 1, MAX_BLOCK);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int at = 0;
    while (at + HEADER <= packed.length) {
      int header =
          (packed[at] & 0xff) | ((packed[at + 1] & 0xff) << 8) | ((packed[at + 2] & 0xff) << 16);
      int length = header >>> 1;
      at += HEADER;
      if (length > packed.length - at) {
        throw new UnknownSchemaException("its ORC footer is cut off");
      }
      if ((header & 1) == 1) {
        all.write(packed, at, length);
      } else {
        byte[] block = new byte[blockSize];
        all.write(block, 0, unpack(postscript.getCompression(), packed, at, length, block));
      }
      at += length;
    }
    return all.toByteArray();
  }

  private static int unpack(
      OrcProto.CompressionKind kind, byte[] packed, int at, int length, byte[] into)
      throws UnknownSchemaException {
    try {
      return switch (kind) {
        case ZLIB -> inflate(packed, at, length, into);
        case SNAPPY -> run(new SnappyJavaDecompressor(), packed, at, length, into);
        case LZ4 -> run(new Lz4JavaDecompressor(), packed, at, length, into);
        case ZSTD -> run(new ZstdJavaDecompressor(), packed, at, length, into);
        default -> throw new UnknownSchemaException("its ORC footer is compressed with " + kind);
      };
    } catch (DataFormatException | RuntimeException e) {
      throw new UnknownSchemaException("its ORC footer cannot be unpacked: " + e.getMessage());
    }
  }

  private static int run(
      Decompressor decompressor, byte[] packed, int at, int length, byte[] into) {
    return decompressor.decompress(packed, at, length, into, 0, into.length);
  }

  private static int inflate(byte[] packed, int at, int length, byte[] into)
      throws DataFormatException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed, at, length);
      return inflater.inflate(into);
    } finally {
      inflater.end();
    }
  }
}
