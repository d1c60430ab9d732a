<?php
/**
 * A person's decision to publish all the same.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Overrides: a capability of their own, a reason, an entry in the service's log, and a token that works once, for one
 * person, one post and one text.
 */
final class Overrides {
	const CAPABILITY = 'neutral_gate_override';
	const META       = '_neutral_gate_override';
	const HEADER     = 'HTTP_X_NEUTRAL_GATE_OVERRIDE';
	const SECONDS    = 600;

	/**
	 * Settings.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * The way to the service.
	 *
	 * @var Client
	 */
	private $client;

	/**
	 * Token that this process made and uses itself.
	 *
	 * @var string
	 */
	private $own = '';

	/**
	 * Overrides.
	 *
	 * @param Settings $settings Settings.
	 * @param Client   $client   Client.
	 */
	public function __construct( Settings $settings, Client $client ) {
		$this->settings = $settings;
		$this->client   = $client;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_filter( 'map_meta_cap', array( $this, 'map_capability' ), 10, 3 );
	}

	/**
	 * Reasons, as the service's log knows them.
	 *
	 * @return array<string,string>
	 */
	public static function reasons() {
		return array(
			'election-information' => __( 'It only tells people how an election works, or how to vote.', 'neutral-gate' ),
			'emergency'            => __( 'People need it now, for their safety or their health.', 'neutral-gate' ),
			'required-by-law'      => __( 'A law or a court says that it must be published now.', 'neutral-gate' ),
			'regular-service'      => __( 'It is part of the usual service, and was agreed before the election period.', 'neutral-gate' ),
			'correction'           => __( 'It puts right something that is wrong.', 'neutral-gate' ),
			'advice-taken'         => __( 'A lawyer, the monitoring officer or the election team was asked, and agreed.', 'neutral-gate' ),
			'wrong-finding'        => __( 'The gate is wrong about these words.', 'neutral-gate' ),
			'other'                => __( 'Something else. The reason says what.', 'neutral-gate' ),
		);
	}

	/**
	 * A network's super admin has every capability; this one must be given.
	 *
	 * @param string[] $caps    Capabilities that are needed.
	 * @param string   $cap     What is asked.
	 * @param int      $user_id Who.
	 */
	public function map_capability( $caps, $cap, $user_id ) {
		if ( self::CAPABILITY === $cap && is_multisite() && is_super_admin( $user_id ) ) {
			$user = get_userdata( $user_id );
			if ( ! $user || empty( $user->allcaps[ self::CAPABILITY ] ) ) {
				return array( 'do_not_allow' );
			}
		}
		return $caps;
	}

	/**
	 * Whether the current user may override for a post.
	 *
	 * @param int $post_id Id of the post.
	 */
	public function allowed( $post_id ) {
		return current_user_can( self::CAPABILITY ) && current_user_can( 'edit_post', $post_id ) && current_user_can( 'publish_post', $post_id );
	}

	/**
	 * Gives an override for a draft: into the service's log first, then a token.
	 *
	 * @param Draft   $draft   The draft.
	 * @param Verdict $verdict The verdict that is overridden.
	 * @param string  $code    One of the codes of reasons().
	 * @param string  $reason  The reason in the person's own words.
	 * @return string|\WP_Error The token.
	 */
	public function give( Draft $draft, Verdict $verdict, $code, $reason ) {
		$reason = trim( sanitize_textarea_field( $reason ) );
		$least  = $this->settings->number( 'reason_length', 1, 1000 );
		if ( ! $this->allowed( $draft->post_id ) ) {
			return new \WP_Error( 'neutral_gate_not_allowed', __( 'You may not override the gate for this.', 'neutral-gate' ), array( 'status' => 403 ) );
		}
		if ( ! array_key_exists( $code, self::reasons() ) ) {
			return new \WP_Error( 'neutral_gate_reason_code', __( 'Choose the kind of reason from the list.', 'neutral-gate' ), array( 'status' => 400 ) );
		}
		if ( mb_strlen( $reason ) < $least ) {
			/* translators: %d: number of letters. */
			return new \WP_Error( 'neutral_gate_reason', sprintf( __( 'Say why, in at least %d letters. The reason is kept.', 'neutral-gate' ), $least ), array( 'status' => 400 ) );
		}
		if ( ! $verdict->answered() || '' === $verdict->decision_id ) {
			return new \WP_Error( 'neutral_gate_no_decision', __( 'An override must be logged, and the service cannot be reached. Try again in a few minutes.', 'neutral-gate' ), array( 'status' => 503 ) );
		}
		$user   = wp_get_current_user();
		$answer = $this->client->call(
			'/v1/overrides',
			array(
				'decision_id' => $verdict->decision_id,
				'actor'       => $user->user_login,
				'reason_code' => $code,
				'reason'      => $reason,
			)
		);
		if ( is_wp_error( $answer ) ) {
			$answer->add_data( array( 'status' => 503 ) );
			return $answer;
		}
		$token = bin2hex( random_bytes( 24 ) );
		update_post_meta(
			$draft->post_id,
			self::META,
			array(
				'token'   => $this->digest( $token, $draft, $user->ID ),
				'expires' => time() + self::SECONDS,
			)
		);
		return $token;
	}

	/**
	 * Uses a token in this very request.
	 *
	 * @param string $token The token.
	 */
	public function present( $token ) {
		$this->own = $token;
	}

	/**
	 * Whether the token that came with the request is for this draft.
	 *
	 * @param Draft $draft The draft.
	 */
	public function covers( Draft $draft ) {
		$token = $this->own;
		if ( '' === $token && isset( $_SERVER[ self::HEADER ] ) ) {
			$token = sanitize_key( wp_unslash( $_SERVER[ self::HEADER ] ) );
		}
		$kept = '' !== $token && $draft->post_id ? get_post_meta( $draft->post_id, self::META, true ) : null;
		return is_array( $kept )
			&& isset( $kept['token'], $kept['expires'] )
			&& time() < (int) $kept['expires']
			&& hash_equals( (string) $kept['token'], $this->digest( $token, $draft, get_current_user_id() ) )
			&& $this->allowed( $draft->post_id );
	}

	/**
	 * Ends the token of a post: it was used.
	 *
	 * @param int $post_id Id of the post.
	 */
	public function used( $post_id ) {
		delete_post_meta( $post_id, self::META );
	}

	/**
	 * What is kept of a token.
	 *
	 * @param string $token   The token.
	 * @param Draft  $draft   The draft.
	 * @param int    $user_id Whose.
	 */
	private function digest( $token, Draft $draft, $user_id ) {
		return wp_hash( implode( ' ', array( 'neutral-gate override', get_current_blog_id(), $token, $draft->post_id, $draft->text_hash(), $user_id ) ) );
	}
}
