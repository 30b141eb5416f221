package httpserve

import (
	"crypto/tls"
	"os"
)

// tlsConfig reads the certificate and its key.
func (c *serverConfig) tlsConfig() (*tls.Config, error) {
	if c.tls != nil {
		return c.tls, nil
	}
	if !c.hasCertfile {
		return nil, &TypeError{Text: "HTTPSServer.__init__() missing 1 required keyword-only argument: 'certfile'"}
	}
	certPEM, err := os.ReadFile(c.certfile)
	if err != nil {
		return nil, err
	}
	keyPEM := certPEM
	if c.hasKeyfile {
		if keyPEM, err = os.ReadFile(c.keyfile); err != nil {
			return nil, err
		}
	}
	if keyPEM, err = decryptKey(keyPEM, c.password, c.hasPassword); err != nil {
		return nil, err
	}
	cert, err := tls.X509KeyPair(certPEM, keyPEM)
	if err != nil {
		return nil, err
	}
	return &tls.Config{
		Certificates: []tls.Certificate{cert},
		NextProtos:   c.alpn,
		MinVersion:   tls.VersionTLS12,
	}, nil
}
