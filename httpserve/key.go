package httpserve

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"hash"
)

var (
	errKeyPassword = errors.New("the private key is encrypted, and the password is missing or wrong")
	errKeyCipher   = errors.New("the private key is encrypted in a way that is not supported")
)

// maxIterations bounds the work that a key file can ask for.
const maxIterations = 10_000_000

// decryptKey returns the PEM text with its encrypted private key decrypted, or
// the text as it is if it has none.
func decryptKey(text []byte, password string, given bool) ([]byte, error) {
	for rest := text; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return text, nil
		}
		var der []byte
		var err error
		switch {
		case block.Type == "ENCRYPTED PRIVATE KEY":
			block.Type = "PRIVATE KEY"
			der, err = decryptPKCS8(block.Bytes, password)
		//lint:ignore SA1019 it is the form of keys that openssl -traditional writes
		case x509.IsEncryptedPEMBlock(block):
			//lint:ignore SA1019 as above
			der, err = x509.DecryptPEMBlock(block, []byte(password))
			if err != nil {
				err = errKeyPassword
			}
		default:
			continue
		}
		if !given {
			err = errKeyPassword
		}
		if err != nil {
			return nil, err
		}
		return pem.EncodeToMemory(&pem.Block{Type: block.Type, Bytes: der}), nil
	}
}

// The structures of PKCS #8 and PKCS #5 (RFC 5958, section 3; RFC 8018,
// appendix A).
type encryptedKey struct {
	Algorithm pkix.AlgorithmIdentifier
	Data      []byte
}

type pbes2 struct {
	KDF, Cipher pkix.AlgorithmIdentifier
}

type pbkdf2Params struct {
	Salt       []byte
	Iterations int
	KeyLength  int                      `asn1:"optional"`
	PRF        pkix.AlgorithmIdentifier `asn1:"optional"`
}

var (
	oidPBES2  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}

	keyHashes = map[string]func() hash.Hash{
		"":                    sha1.New,
		"1.2.840.113549.2.7":  sha1.New,
		"1.2.840.113549.2.9":  sha256.New,
		"1.2.840.113549.2.11": sha512.New,
	}
	keyCiphers = map[string]struct {
		length int
		cipher func([]byte) (cipher.Block, error)
	}{
		"2.16.840.1.101.3.4.1.2":  {16, aes.NewCipher},
		"2.16.840.1.101.3.4.1.22": {24, aes.NewCipher},
		"2.16.840.1.101.3.4.1.42": {32, aes.NewCipher},
		"1.2.840.113549.3.7":      {24, des.NewTripleDESCipher},
	}
)

// decryptPKCS8 decrypts a key as openssl writes it: PBES2 with PBKDF2 and a
// block cipher in CBC mode.
func decryptPKCS8(der []byte, password string) ([]byte, error) {
	var key encryptedKey
	var scheme pbes2
	var kdf pbkdf2Params
	var iv []byte
	if _, err := asn1.Unmarshal(der, &key); err != nil {
		return nil, err
	}
	if !key.Algorithm.Algorithm.Equal(oidPBES2) {
		return nil, errKeyCipher
	}
	if _, err := asn1.Unmarshal(key.Algorithm.Parameters.FullBytes, &scheme); err != nil {
		return nil, err
	}
	if !scheme.KDF.Algorithm.Equal(oidPBKDF2) {
		return nil, errKeyCipher
	}
	if _, err := asn1.Unmarshal(scheme.KDF.Parameters.FullBytes, &kdf); err != nil {
		return nil, err
	}
	if _, err := asn1.Unmarshal(scheme.Cipher.Parameters.FullBytes, &iv); err != nil {
		return nil, err
	}
	newHash := keyHashes[kdf.PRF.Algorithm.String()]
	kind, ok := keyCiphers[scheme.Cipher.Algorithm.String()]
	if newHash == nil || !ok || kdf.Iterations < 1 || kdf.Iterations > maxIterations {
		return nil, errKeyCipher
	}
	secret, err := pbkdf2.Key(newHash, password, kdf.Salt, kdf.Iterations, kind.length)
	if err != nil {
		return nil, err
	}
	block, err := kind.cipher(secret)
	if err != nil {
		return nil, err
	}
	size := block.BlockSize()
	if len(iv) != size || len(key.Data) == 0 || len(key.Data)%size != 0 {
		return nil, errKeyCipher
	}
	plain := make([]byte, len(key.Data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, key.Data)
	n := int(plain[len(plain)-1])
	if n < 1 || n > size || !bytes.Equal(plain[len(plain)-n:], bytes.Repeat([]byte{byte(n)}, n)) {
		return nil, errKeyPassword
	}
	return plain[:len(plain)-n], nil
}
