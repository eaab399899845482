package org.ecall.cli.conform;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where the test vectors are. */
final class VectorFiles {

  private VectorFiles() {}

  /** The project's own. */
  static Path own() {
    return Path.of(System.getProperty("basedir", ""))
        .toAbsolutePath()
        .resolveSibling("engine-api/src/test/resources/org/ecall/engine/vectors");
  }

  /** Published ones that the repository does not carry; the test is skipped without them. */
  static Path published() {
    Path dir = Path.of(System.getProperty("ecall.vectors", "../../shared/vectors"));
    Assumptions.assumeTrue(
        Files.isDirectory(dir), "published test vectors are not at " + dir + " (ecall.vectors)");
    return dir;
  }

  /** Test case 16 of the GCM specification, which a CAVP file holds in these words. */
  static String cavp() {
    return """
    # GCM Decrypt with keysize 256 test information

    [Keylen = 256]
    [IVlen = 96]
    [PTlen = 480]
    [AADlen = 160]
    [Taglen = 128]

    Count = 0
    Key = feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308
    IV = cafebabefacedbaddecaf888
    CT = 522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
    8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
    AAD = feedfacedeadbeeffeedfacedeadbeefabaddad2
    Tag = 76fc6ece0f4e1768cddf8853bb2d551b
    PT = d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
    1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39

    Count = 1
    Key = feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308
    IV = cafebabefacedbaddecaf888
    CT = 522dc1f099567d07
    AAD =\s
    Tag = 76fc6ece0f4e1768cddf8853bb2d551b
    FAIL

    [Keylen = 192]
    Count = 0
    Key = feffe9928665731c6d6a8f9467308308feffe9928665731c
    IV = cafebabefacedbaddecaf888
    CT =\s
    AAD =\s
    Tag = 76fc6ece0f4e1768cddf8853bb2d551b
    PT =\s
    """;
  }
}
