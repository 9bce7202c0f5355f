package dev.tarn.storage.s3;

/**
 * Computes the CRC of two pieces in a row from their CRCs: feeding n zero bytes is multiplication
 * by x^8n modulo the polynomial, done by repeated squaring.
 */
final class CrcCombination {

  private CrcCombination() {}

  /**
   * All values reflected and with the final inversion applied, as CRC-32 and CRC-64/NVME have it.
   */
  static long combine(long first, long second, long secondLength, long polynomial, int width) {
    long one = 1L << (width - 1);
    long factor = one;
    long square = multiply(one >>> 1, one >>> 1, polynomial, width); // x^2
    square = multiply(square, square, polynomial, width); // x^4
    square = multiply(square, square, polynomial, width); // x^8
    for (long n = secondLength; n != 0; n >>>= 1) {
      if ((n & 1) != 0) {
        factor = multiply(factor, square, polynomial, width);
      }
      square = multiply(square, square, polynomial, width);
    }
    return multiply(first, factor, polynomial, width) ^ second;
  }

  /** Product of two polynomials in reflected form: the highest bit is the coefficient of x^0. */
  private static long multiply(long a, long b, long polynomial, int width) {
    long product = 0;
    long shifted = b;
    for (long bit = 1L << (width - 1); bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
    }
    return product;
  }
}
