#include "published.h"

#define ZERO_128 "00000000000000000000000000000000"
#define ZERO_96  "000000000000000000000000"
#define KEY_128  "feffe9928665731c6d6a8f9467308308"
#define NONCE    "cafebabefacedbaddecaf888"
#define AAD      "feedfacedeadbeeffeedfacedeadbeefabaddad2"
#define PLAIN_60                                                     \
  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72" \
  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
#define CIPHER_128_60                                                \
  "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e" \
  "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
#define CIPHER_256_60                                                \
  "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa" \
  "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"

const struct published published[PUBLISHED] = {
    {"case 1", ZERO_128, ZERO_96, "", "", "58e2fccefa7e3061367f1d57a4e7455a"},
    {"case 2", ZERO_128, ZERO_96, "", ZERO_128,
     "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"},
    {"case 3", KEY_128, NONCE, "", PLAIN_60 "1aafd255",
     CIPHER_128_60 "473f59854d5c2af327cd64a62cf35abd2ba6fab4"},
    {"case 4", KEY_128, NONCE, AAD, PLAIN_60, CIPHER_128_60 "5bc94fbc3221a5db94fae95ae7121a47"},
    {"case 13", ZERO_128 ZERO_128, ZERO_96, "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
    {"case 14", ZERO_128 ZERO_128, ZERO_96, "", ZERO_128,
     "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
    {"case 15", KEY_128 KEY_128, NONCE, "", PLAIN_60 "1aafd255",
     CIPHER_256_60 "898015adb094dac5d93471bdec1a502270e3cc6c"},
    {"case 16", KEY_128 KEY_128, NONCE, AAD, PLAIN_60,
     CIPHER_256_60 "76fc6ece0f4e1768cddf8853bb2d551b"},
};
