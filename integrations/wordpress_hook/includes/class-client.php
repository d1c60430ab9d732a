<?php
/**
 * Talks to the service.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Signed requests in the manner of Standard Webhooks, with a circuit breaker. No retries: somebody is waiting.
 */
final class Client {
	const BREAKER = 'neutral_gate_away';

	/**
	 * Settings.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * A client.
	 *
	 * @param Settings $settings Settings.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Sends a request.
	 *
	 * @param string     $path Such as /v1/check.
	 * @param array|null $data What to POST; null for a GET.
	 * @param bool       $test True to ask even while the breaker is open.
	 * @return array|\WP_Error The answer, or what went wrong in a plain sentence.
	 */
	public function call( $path, $data, $test = false ) {
		if ( ! $this->settings->complete() ) {
			return new \WP_Error( 'neutral_gate_setup', __( 'The plugin is not set up: it needs the address of the service and a secret.', 'neutral-gate' ) );
		}
		$away = $test ? false : get_transient( self::BREAKER );
		if ( $away ) {
			return new \WP_Error( 'neutral_gate_away', (string) $away );
		}
		$body   = null === $data ? '' : (string) wp_json_encode( $data, JSON_INVALID_UTF8_SUBSTITUTE );
		$answer = wp_remote_request(
			untrailingslashit( $this->settings->get( 'url' ) ) . $path,
			array(
				'method'      => null === $data ? 'GET' : 'POST',
				'timeout'     => $this->settings->number( 'timeout', 1, 15 ),
				'redirection' => 0,
				'headers'     => $this->headers( $body ),
				'body'        => null === $data ? null : $body,
			)
		);
		return $this->read( $answer, $test );
	}

	/**
	 * Headers of a signed request.
	 *
	 * @param string $body The body.
	 */
	private function headers( $body ) {
		$id         = 'msg_' . str_replace( '-', '', wp_generate_uuid4() );
		$time       = (string) time();
		$signatures = array();
		foreach ( array( 'secret', 'secret_next' ) as $name ) {
			$secret = $this->settings->get( $name );
			if ( '' === $secret ) {
				continue;
			}
			$key          = base64_decode( preg_replace( '/^whsec_/', '', $secret ), true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- the format of Standard Webhooks.
			$signatures[] = 'v1,' . base64_encode( hash_hmac( 'sha256', "$id.$time.$body", (string) $key, true ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- likewise.
		}
		return array(
			'Content-Type'      => 'application/json',
			'webhook-id'        => $id,
			'webhook-timestamp' => $time,
			'webhook-signature' => implode( ' ', $signatures ),
		);
	}

	/**
	 * Reads an answer.
	 *
	 * @param array|\WP_Error $answer What WordPress got.
	 * @param bool            $test   Whether an administrator asks.
	 */
	private function read( $answer, $test ) {
		if ( is_wp_error( $answer ) ) {
			$detail = $test ? ' ' . $answer->get_error_message() : ''; // Details help an administrator, not an author.
			return $this->away( __( 'The service did not answer.', 'neutral-gate' ) . $detail, 0 );
		}
		$status = (int) wp_remote_retrieve_response_code( $answer );
		$value  = json_decode( wp_remote_retrieve_body( $answer ), true );
		if ( $status >= 200 && $status < 300 ) {
			if ( is_array( $value ) ) {
				delete_transient( self::BREAKER );
				return $value;
			}
			return new \WP_Error( 'neutral_gate_answer', __( 'The service gave an answer that cannot be read.', 'neutral-gate' ) );
		}
		$detail = is_array( $value ) && isset( $value['detail'] ) && is_string( $value['detail'] ) ? $value['detail'] : '';
		/* translators: 1: number of an HTTP status, 2: what the service says. */
		$message = trim( sprintf( __( 'The service answered with status %1$d. %2$s', 'neutral-gate' ), $status, sanitize_text_field( $detail ) ) );
		if ( $status >= 500 ) {
			return $this->away( $message, (int) wp_remote_retrieve_header( $answer, 'retry-after' ) );
		}
		return new \WP_Error( 'neutral_gate_status', $message, array( 'status' => $status ) );
	}

	/**
	 * Opens the breaker, so that a bulk edit of fifty posts does not wait fifty times.
	 *
	 * @param string $message What went wrong.
	 * @param int    $seconds For how long, or 0 for the setting.
	 */
	private function away( $message, $seconds ) {
		$most = $this->settings->number( 'breaker_seconds', 1, 600 );
		set_transient( self::BREAKER, $message, $seconds > 0 ? min( $seconds, $most ) : $most );
		return new \WP_Error( 'neutral_gate_away', $message );
	}
}
