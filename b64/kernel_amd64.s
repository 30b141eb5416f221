//go:build !purego

#include "textflag.h"

// Kernels for base64 and base 16, each in two forms.
//
// The VBMI forms (AVX-512) look characters up in a table of 64 or 128 bytes
// with one instruction, so that they do any alphabet. What is left at the end,
// or before a character that is no digit, is read and written under a mask:
// they take any length and touch nothing beyond it.
//
// The AVX2 forms do whole blocks and leave the rest to plain Go. They stop
// before a read or a write could go beyond the ends.

// Of each three bytes a b c the word b a c b (lowest byte first), in which the
// four digits are the bits from 10, 4, 22 and 16 on.
DATA spread<>+0x00(SB)/8, $0x0405030401020001
DATA spread<>+0x08(SB)/8, $0x0a0b090a07080607
DATA spread<>+0x10(SB)/8, $0x10110f100d0e0c0d
DATA spread<>+0x18(SB)/8, $0x1617151613141213
DATA spread<>+0x20(SB)/8, $0x1c1d1b1c191a1819
DATA spread<>+0x28(SB)/8, $0x222321221f201e1f
DATA spread<>+0x30(SB)/8, $0x2829272825262425
DATA spread<>+0x38(SB)/8, $0x2e2f2d2e2b2c2a2b
GLOBL spread<>(SB), RODATA|NOPTR, $64

// Where these digits start, for two words.
DATA starts<>+0x00(SB)/8, $0x3036242a1016040a
GLOBL starts<>(SB), RODATA|NOPTR, $8

// Of each word with the value of four digits the upper three bytes, highest
// first.
DATA pack<>+0x00(SB)/8, $0x090a040506000102
DATA pack<>+0x08(SB)/8, $0x161011120c0d0e08
DATA pack<>+0x10(SB)/8, $0x1c1d1e18191a1415
DATA pack<>+0x18(SB)/8, $0x292a242526202122
DATA pack<>+0x20(SB)/8, $0x363031322c2d2e28
DATA pack<>+0x28(SB)/8, $0x3c3d3e38393a3435
DATA pack<>+0x30(SB)/8, $0
DATA pack<>+0x38(SB)/8, $0
GLOBL pack<>(SB), RODATA|NOPTR, $64

// Where the two digits of each of four 16-bit lanes start.
DATA nibbles<>+0x00(SB)/8, $0x3034202410140004
GLOBL nibbles<>(SB), RODATA|NOPTR, $8

DATA hexDigits<>+0x00(SB)/8, $"01234567"
DATA hexDigits<>+0x08(SB)/8, $"89ABCDEF"
GLOBL hexDigits<>(SB), RODATA|NOPTR, $16

// func encode64VBMI(dst, src *byte, n int, alphabet *byte)
// n is a multiple of 3; 64 bytes of alphabet are read.
TEXT ·encode64VBMI(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ alphabet+24(FP), AX
	VMOVDQU64 (AX), Z0
	VMOVDQU64 spread<>(SB), Z1
	VPBROADCASTQ starts<>(SB), Z2

blocks:
	CMPQ CX, $112 // two blocks, and 16 bytes that the second load reads on
	JLT  block
	VPERMB (SI), Z1, Z3
	VPERMB 48(SI), Z1, Z4
	VPMULTISHIFTQB Z3, Z2, Z3
	VPMULTISHIFTQB Z4, Z2, Z4
	VPERMB Z0, Z3, Z3 // looks at the lower 6 bits alone
	VPERMB Z0, Z4, Z4
	VMOVDQU64 Z3, (DI)
	VMOVDQU64 Z4, 64(DI)
	ADDQ $96, SI
	ADDQ $128, DI
	SUBQ $96, CX
	JMP  blocks

block:
	TESTQ CX, CX
	JLE   done
	MOVQ  $48, DX
	CMPQ  CX, DX
	CMOVQLT CX, DX       // bytes of this block
	IMUL3Q $43, DX, BX
	SHRQ  $7, BX         // a third of them
	SHLQ  $2, BX         // characters
	MOVQ  $-1, R8
	BZHIQ DX, R8, R9
	BZHIQ BX, R8, R10
	KMOVQ R9, K1
	KMOVQ R10, K2
	VMOVDQU8.Z (SI), K1, Z3
	VPERMB Z3, Z1, Z3
	VPMULTISHIFTQB Z3, Z2, Z3
	VPERMB Z0, Z3, Z3
	VMOVDQU8 Z3, K2, (DI)
	ADDQ DX, SI
	ADDQ BX, DI
	SUBQ DX, CX
	JMP  block

done:
	VZEROUPPER
	RET

// func decode64VBMI(dst, src *byte, n int, table *decodeTable) int
// n is a multiple of 4. Digits are the entries below 128 of the table's first
// half. Returns the length of the whole groups before what is no digit.
TEXT ·decode64VBMI(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ table+24(FP), AX
	MOVQ SI, R11
	VMOVDQU64 (AX), Z0
	VMOVDQU64 64(AX), Z1
	MOVL $0x01400140, BX // a<<6 | b
	VPBROADCASTD BX, Z2
	MOVL $0x00011000, BX // ab<<12 | cd
	VPBROADCASTD BX, Z3
	VMOVDQU64 pack<>(SB), Z4

blocks:
	CMPQ CX, $152 // two blocks, and 24 characters for 16 bytes that are written on
	JLT  block
	VMOVDQU64 (SI), Z5
	VMOVDQU64 64(SI), Z8
	VMOVDQA64 Z5, Z6
	VMOVDQA64 Z8, Z9
	VPERMI2B Z1, Z0, Z6 // looks at the lower 7 bits alone
	VPERMI2B Z1, Z0, Z9
	VPORQ Z5, Z8, Z10
	VPTERNLOGQ $0xfe, Z6, Z9, Z10
	VPMOVB2M Z10, K1
	KORTESTQ K1, K1
	JNE  block          // no digit somewhere
	VPMADDUBSW Z2, Z6, Z6
	VPMADDUBSW Z2, Z9, Z9
	VPMADDWD Z3, Z6, Z6
	VPMADDWD Z3, Z9, Z9
	VPERMB Z6, Z4, Z6
	VPERMB Z9, Z4, Z9
	VMOVDQU64 Z6, (DI)
	VMOVDQU64 Z9, 48(DI)
	ADDQ $128, SI
	ADDQ $96, DI
	SUBQ $128, CX
	JMP  blocks

block:
	TESTQ CX, CX
	JLE   done
	MOVQ  $64, DX
	CMPQ  CX, DX
	CMOVQLT CX, DX       // characters of this block
	MOVQ  $-1, R8
	BZHIQ DX, R8, R9
	KMOVQ R9, K1
	VMOVDQU8.Z (SI), K1, Z5
	VMOVDQA64 Z5, Z6
	VPERMI2B Z1, Z0, Z6
	VPORQ Z5, Z6, Z7
	VPMOVB2M Z7, K2
	KANDQ K1, K2, K2
	KMOVQ K2, R10
	TESTQ R10, R10
	JEQ   whole
	TZCNTQ R10, DX
	ANDQ  $~3, DX        // characters before it
	MOVQ  DX, CX         // nothing comes after

whole:
	MOVQ DX, BX
	SHRQ $2, BX
	LEAQ (BX)(BX*2), BX  // bytes
	BZHIQ BX, R8, R9
	KMOVQ R9, K1
	VPMADDUBSW Z2, Z6, Z6
	VPMADDWD Z3, Z6, Z6
	VPERMB Z6, Z4, Z6
	VMOVDQU8 Z6, K1, (DI)
	ADDQ DX, SI
	ADDQ BX, DI
	SUBQ DX, CX
	JMP  block

done:
	SUBQ R11, SI
	MOVQ SI, ret+32(FP)
	VZEROUPPER
	RET

// func encode16VBMI(dst, src *byte, n int)
TEXT ·encode16VBMI(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTI32X4 hexDigits<>(SB), Z0 // four times, for any upper 2 bits
	VPBROADCASTQ nibbles<>(SB), Z1

blocks:
	CMPQ CX, $64
	JLT  block
	VPMOVZXBW (SI), Z2
	VPMOVZXBW 32(SI), Z3
	VPMULTISHIFTQB Z2, Z1, Z2
	VPMULTISHIFTQB Z3, Z1, Z3
	VPERMB Z0, Z2, Z2
	VPERMB Z0, Z3, Z3
	VMOVDQU64 Z2, (DI)
	VMOVDQU64 Z3, 64(DI)
	ADDQ $64, SI
	ADDQ $128, DI
	SUBQ $64, CX
	JMP  blocks

block:
	TESTQ CX, CX
	JLE   done
	MOVQ  $32, DX
	CMPQ  CX, DX
	CMOVQLT CX, DX
	LEAQ  (DX)(DX*1), BX
	MOVQ  $-1, R8
	BZHIQ DX, R8, R9
	BZHIQ BX, R8, R10
	KMOVQ R9, K1
	KMOVQ R10, K2
	VMOVDQU8.Z (SI), K1, Y2
	VPMOVZXBW Y2, Z2
	VPMULTISHIFTQB Z2, Z1, Z2
	VPERMB Z0, Z2, Z2
	VMOVDQU8 Z2, K2, (DI)
	ADDQ DX, SI
	ADDQ BX, DI
	SUBQ DX, CX
	JMP  block

done:
	VZEROUPPER
	RET

// func decode16VBMI(dst, src *byte, n int, table *decodeTable) int
// As decode64VBMI, but n is a multiple of 2.
TEXT ·decode16VBMI(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ table+24(FP), AX
	MOVQ SI, R11
	VMOVDQU64 (AX), Z0
	VMOVDQU64 64(AX), Z1
	MOVL $0x01100110, BX // a<<4 | b
	VPBROADCASTD BX, Z2

block:
	TESTQ CX, CX
	JLE   done
	CMPQ  CX, $64
	JLT   part
	VMOVDQU64 (SI), Z5
	VMOVDQA64 Z5, Z6
	VPERMI2B Z1, Z0, Z6
	VPORQ Z5, Z6, Z7
	VPMOVB2M Z7, K1
	KORTESTQ K1, K1
	JNE  part
	VPMADDUBSW Z2, Z6, Z6
	VPMOVWB Z6, (DI)
	ADDQ $64, SI
	ADDQ $32, DI
	SUBQ $64, CX
	JMP  block

part:
	MOVQ  $64, DX
	CMPQ  CX, DX
	CMOVQLT CX, DX
	MOVQ  $-1, R8
	BZHIQ DX, R8, R9
	KMOVQ R9, K1
	VMOVDQU8.Z (SI), K1, Z5
	VMOVDQA64 Z5, Z6
	VPERMI2B Z1, Z0, Z6
	VPORQ Z5, Z6, Z7
	VPMOVB2M Z7, K2
	KANDQ K1, K2, K2
	KMOVQ K2, R10
	TESTQ R10, R10
	JEQ   whole
	TZCNTQ R10, DX
	ANDQ  $~1, DX

whole:
	MOVQ DX, BX
	SHRQ $1, BX
	BZHIQ BX, R8, R9
	KMOVQ R9, K1
	VPMADDUBSW Z2, Z6, Z6
	VPMOVWB Z6, Y6
	VMOVDQU8 Y6, K1, (DI)
	ADDQ DX, SI          // this is the last block: it is short or has no digit somewhere

done:
	SUBQ R11, SI
	MOVQ SI, ret+32(FP)
	VZEROUPPER
	RET

// The bytes of four groups as words b a c b, in each half.
DATA spread4<>+0x00(SB)/8, $0x0405030401020001
DATA spread4<>+0x08(SB)/8, $0x0a0b090a07080607
GLOBL spread4<>(SB), RODATA|NOPTR, $16

// The bytes of four words, highest of the lower three first.
DATA pack4<>+0x00(SB)/8, $0x090a040506000102
DATA pack4<>+0x08(SB)/8, $0x808080800c0d0e08
GLOBL pack4<>(SB), RODATA|NOPTR, $16

// The two halves next to each other.
DATA join<>+0x00(SB)/8, $0x0000000100000000
DATA join<>+0x08(SB)/8, $0x0000000400000002
DATA join<>+0x10(SB)/8, $0x0000000600000005
DATA join<>+0x18(SB)/8, $0x0000000700000003
GLOBL join<>(SB), RODATA|NOPTR, $32

#define BROADCAST32(value, x, y) \
	MOVL value, BX \
	VMOVD BX, x    \
	VPBROADCASTD x, y

// func encode64AVX2(dst, src *byte, n int, offsets *[16]byte) int
// Digits below 26, 26 to 51, and then each one, have an offset to their
// character: number 0, 1, and 2 and up. Returns how many bytes it encoded.
TEXT ·encode64AVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ offsets+24(FP), AX
	MOVQ SI, R11
	VBROADCASTI128 (AX), Y0
	VBROADCASTI128 spread4<>(SB), Y1
	BROADCAST32($0x0fc0fc00, X2, Y2)
	BROADCAST32($0x04000040, X3, Y3)
	BROADCAST32($0x003f03f0, X4, Y4)
	BROADCAST32($0x01000010, X5, Y5)
	BROADCAST32($0x33333333, X6, Y6) // 51
	BROADCAST32($0x19191919, X7, Y7) // 25

block:
	CMPQ CX, $28 // the second load ends there
	JLT  done
	VMOVDQU (SI), X8
	VINSERTI128 $1, 12(SI), Y8, Y8
	VPSHUFB Y1, Y8, Y8
	VPAND Y2, Y8, Y9
	VPMULHUW Y3, Y9, Y9  // first and third digits
	VPAND Y4, Y8, Y8
	VPMULLW Y5, Y8, Y8   // second and fourth
	VPOR Y9, Y8, Y8
	VPSUBUSB Y6, Y8, Y9
	VPCMPGTB Y7, Y8, Y10
	VPSUBB Y10, Y9, Y9   // number of the offset
	VPSHUFB Y9, Y0, Y9
	VPADDB Y9, Y8, Y8
	VMOVDQU Y8, (DI)
	ADDQ $24, SI
	ADDQ $32, DI
	SUBQ $24, CX
	JMP  block

done:
	SUBQ R11, SI
	MOVQ SI, ret+32(FP)
	VZEROUPPER
	RET

// func decode64AVX2(dst, src *byte, n int, lut *lut64) int
// Returns how many characters it decoded: whole blocks before one with a
// character that is no digit.
TEXT ·decode64AVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ lut+24(FP), AX
	MOVQ SI, R11
	VBROADCASTI128 (AX), Y0   // low
	VBROADCASTI128 16(AX), Y1 // high
	VBROADCASTI128 32(AX), Y2 // offsets
	VBROADCASTI128 48(AX), Y3 // odd
	VBROADCASTI128 pack4<>(SB), Y4
	VMOVDQU join<>(SB), Y5
	BROADCAST32($0x0f0f0f0f, X6, Y6)
	BROADCAST32($0x08080808, X7, Y7)
	BROADCAST32($0x01400140, X8, Y8) // a<<6 | b
	BROADCAST32($0x00011000, X9, Y9) // ab<<12 | cd

block:
	CMPQ CX, $44 // 32, and 12 for 8 bytes that are written on
	JLT  done
	VMOVDQU (SI), Y10
	VPSRLD $4, Y10, Y11
	VPAND Y6, Y11, Y11       // upper half of the characters
	VPAND Y6, Y10, Y12       // lower half
	VPSHUFB Y12, Y0, Y12
	VPSHUFB Y11, Y1, Y13
	VPTEST Y12, Y13
	JNE  done
	VPCMPEQB Y3, Y10, Y12
	VPAND Y7, Y12, Y12
	VPOR Y11, Y12, Y11
	VPSHUFB Y11, Y2, Y11
	VPADDB Y11, Y10, Y10     // digits
	VPMADDUBSW Y8, Y10, Y10
	VPMADDWD Y9, Y10, Y10
	VPSHUFB Y4, Y10, Y10
	VPERMD Y10, Y5, Y10
	VMOVDQU Y10, (DI)
	ADDQ $32, SI
	ADDQ $24, DI
	SUBQ $32, CX
	JMP  block

done:
	SUBQ R11, SI
	MOVQ SI, ret+32(FP)
	VZEROUPPER
	RET

// func encode16AVX2(dst, src *byte, n int) int
// Returns how many bytes it encoded.
TEXT ·encode16AVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ SI, R11
	VBROADCASTI128 hexDigits<>(SB), Y0
	BROADCAST32($0x0f0f0f0f, X1, Y1)

block:
	CMPQ CX, $32
	JLT  done
	VMOVDQU (SI), Y2
	VPSRLD $4, Y2, Y3
	VPAND Y1, Y3, Y3
	VPAND Y1, Y2, Y2
	VPSHUFB Y3, Y0, Y3
	VPSHUFB Y2, Y0, Y2
	VPUNPCKLBW Y2, Y3, Y4    // bytes 0-7 and 16-23
	VPUNPCKHBW Y2, Y3, Y5    // bytes 8-15 and 24-31
	VMOVDQU X4, (DI)
	VMOVDQU X5, 16(DI)
	VEXTRACTI128 $1, Y4, 32(DI)
	VEXTRACTI128 $1, Y5, 48(DI)
	ADDQ $32, SI
	ADDQ $64, DI
	SUBQ $32, CX
	JMP  block

done:
	SUBQ R11, SI
	MOVQ SI, ret+24(FP)
	VZEROUPPER
	RET

// func decode16AVX2(dst, src *byte, n int, fold uint32) int
// fold is 0x20202020, or 0 if lower case is refused. Returns how many
// characters it decoded: whole blocks before one with what is no digit.
TEXT ·decode16AVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ SI, R11
	MOVL fold+24(FP), BX
	VMOVD BX, X0
	VPBROADCASTD X0, Y0
	BROADCAST32($0x41414141, X1, Y1) // A
	VPOR Y0, Y1, Y1                  // or a
	BROADCAST32($0x30303030, X2, Y2) // 0
	BROADCAST32($0x09090909, X3, Y3)
	BROADCAST32($0x05050505, X4, Y4)
	BROADCAST32($0x0a0a0a0a, X5, Y5)
	BROADCAST32($0x01100110, X6, Y6) // a<<4 | b

block:
	CMPQ CX, $32
	JLT  done
	VMOVDQU (SI), Y7
	VPOR Y0, Y7, Y8
	VPSUBB Y2, Y7, Y7        // digits 0 to 9
	VPSUBB Y1, Y8, Y8        // digits from A
	VPMINUB Y3, Y7, Y9
	VPCMPEQB Y9, Y7, Y9      // which are the former
	VPMINUB Y4, Y8, Y10
	VPCMPEQB Y10, Y8, Y10    // the latter
	VPADDB Y5, Y8, Y8
	VPOR Y9, Y10, Y10
	VPMOVMSKB Y10, BX
	CMPL BX, $-1
	JNE  done
	VPBLENDVB Y9, Y7, Y8, Y8
	VPMADDUBSW Y6, Y8, Y8
	VPACKUSWB Y8, Y8, Y8
	VPERMQ $0x08, Y8, Y8     // the lower quarters of both halves
	VMOVDQU X8, (DI)
	ADDQ $32, SI
	ADDQ $16, DI
	SUBQ $32, CX
	JMP  block

done:
	SUBQ R11, SI
	MOVQ SI, ret+32(FP)
	VZEROUPPER
	RET
