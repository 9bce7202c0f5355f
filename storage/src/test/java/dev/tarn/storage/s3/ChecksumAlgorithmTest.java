package dev.tarn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ChecksumAlgorithmTest {

  /** The check values of the CRC catalogue (https://reveng.sourceforge.io/crc-catalogue/). */
  @Example
  void theCheckValuesOfTheCatalogueComeOut() {
    assertThat(checkValue(ChecksumAlgorithm.CRC32)).isEqualTo("cbf43926");
    assertThat(checkValue(ChecksumAlgorithm.CRC32C)).isEqualTo("e3069283");
    assertThat(checkValue(ChecksumAlgorithm.CRC64NVME)).isEqualTo("ae8b14860a799888");
  }

  @Property
  void aChecksumOfTheWholeComesFromThoseOfItsParts(
      @ForAll @Size(max = 300) byte[] first, @ForAll @Size(max = 300) byte[] second) {
    byte[] whole = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      if (algorithm.isCombinable()) {
        assertThat(algorithm.combine(of(algorithm, first), of(algorithm, second), second.length))
            .isEqualTo(of(algorithm, whole));
      }
    }
  }

  @Property
  void itDoesNotMatterInWhichPiecesTheBytesCome(
      @ForAll @Size(max = 100) byte[] bytes, @ForAll byte cut) {
    int at = Math.min(bytes.length, cut & 0x7f);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      ChecksumAlgorithm.Running running = algorithm.start();
      running.update(bytes, 0, at);
      running.update(bytes, at, bytes.length - at);
      assertThat(Base64.getEncoder().encode(running.value()))
          .isEqualTo(Base64.getEncoder().encode(of(algorithm, bytes)));
    }
  }

  private static String checkValue(ChecksumAlgorithm algorithm) {
    return HexFormat.of().formatHex(of(algorithm, "123456789".getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] of(ChecksumAlgorithm algorithm, byte[] bytes) {
    ChecksumAlgorithm.Running running = algorithm.start();
    running.update(bytes, 0, bytes.length);
    return running.value();
  }
}
